'use client';

import { age, day, exact, moment } from './format';
import { useNow } from './now';

/** How long ago, with the exact time as title. */
export function Ago({ time, className }: { time: string; className?: string }) {
  return (
    <time dateTime={time} title={exact(time)} className={className}>
      {age(time, useNow())}
    </time>
  );
}

/** "16 Nov 02:10" in UTC, with seconds and zone as title; in another year than this one "16 Nov 2025". */
export function Moment({ time, className }: { time: string; className?: string }) {
  const year = useOtherYear(time);
  return (
    <time dateTime={time} title={exact(time)} className={className}>
      {year === null ? moment(time) : `${day(time)} ${year}`}
    </time>
  );
}

/** "16 Nov", in another year than this one "16 Nov 2025". */
export function Day({ time, className }: { time: string; className?: string }) {
  const year = useOtherYear(time);
  return (
    <time dateTime={time} title={exact(time)} className={className}>
      {day(time)}
      {year === null ? '' : ` ${year}`}
    </time>
  );
}

function useOtherYear(time: string): number | null {
  const year = new Date(time).getUTCFullYear();
  return year === new Date(useNow()).getUTCFullYear() ? null : year;
}
