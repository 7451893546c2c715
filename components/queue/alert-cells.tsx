'use client';

import { MoonStar } from 'lucide-react';
import { Avatar } from '@/components/ui/avatar';
import { cn } from '@/components/ui/cn';
import { clock, due, exact } from '@/components/ui/format';
import { useNow } from '@/components/ui/now';
import type { AlertRow } from '@/lib/model/console/alert';
import { isHeld } from '@/lib/model/queue';
import { wakes } from './words';

/** Who holds it now, with a ring and until when; else to whom it is assigned. */
export function Holder({ row }: { row: AlertRow }) {
  const now = useNow();
  if (!row.claim || !isHeld(row.claim.until, now)) return <Avatar person={row.assignee} />;
  return (
    <span
      title={`${row.claim.person.name} holds this until ${clock(row.claim.until)} UTC`}
      className="inline-flex rounded-full ring-[1.5px] ring-accent ring-offset-1 ring-offset-surface"
    >
      <Avatar person={row.claim.person} />
    </span>
  );
}

/** When it wakes, in the place of when it is due. */
export function Wakes({ until }: { until: string }) {
  return (
    <time dateTime={until} title={`Snoozed until ${exact(until)}`} className="whitespace-nowrap text-ink-3">
      <MoonStar size={12} aria-label="Snoozed until" className="mr-1 inline align-[-1px]" />
      {wakes(until, useNow())}
    </time>
  );
}

/** When it is due, and whether to worry. */
export function Due({ time }: { time: string }) {
  const { text, tone } = due(time, useNow());
  return (
    <time
      dateTime={time}
      title={`Due ${exact(time)}`}
      className={cn(
        'whitespace-nowrap',
        tone === 'late' && 'font-medium text-critical',
        tone === 'soon' && 'text-high',
        tone === 'calm' && 'text-ink-2',
      )}
    >
      {text}
    </time>
  );
}
