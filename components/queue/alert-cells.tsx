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

interface TickProps {
  label: string;
  checked: boolean;
  mixed?: boolean;
  shown: boolean;
  onTick: (range: boolean) => void;
}

/** The box that selects a row, or all. */
export function Tick({ label, checked, mixed = false, shown, onTick }: TickProps) {
  return (
    // The label around the box is what can be hit: 24 px.
    <label className="relative z-1 -m-[5px] flex p-[5px]">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        ref={(box) => {
          if (box) box.indeterminate = mixed;
        }}
        onChange={(event) => onTick((event.nativeEvent as PointerEvent).shiftKey === true)}
        className={cn(
          'size-3.5 accent-(--accent-fill)',
          !shown && 'opacity-0 group-hover:opacity-100 focus-visible:opacity-100',
        )}
      />
    </label>
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
