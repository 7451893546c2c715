'use client';

import { age, exact, moment } from './format';
import { useNow } from './now';

/** How long ago, with the exact time as title. */
export function Ago({ time, className }: { time: string; className?: string }) {
  return (
    <time dateTime={time} title={exact(time)} className={className}>
      {age(time, useNow())}
    </time>
  );
}

/** "16 Nov 02:10" in UTC, with seconds and zone as title. */
export function Moment({ time, className }: { time: string; className?: string }) {
  return (
    <time dateTime={time} title={exact(time)} className={className}>
      {moment(time)}
    </time>
  );
}
