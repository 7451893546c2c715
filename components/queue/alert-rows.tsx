'use client';

import { type MouseEvent, memo, useRef } from 'react';
import { CapabilityStrip } from '@/components/charts/capability-strip';
import { ScoreBar } from '@/components/charts/score-bar';
import { Tick } from '@/components/tables/tick';
import { cn } from '@/components/ui/cn';
import { count, score } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { useNow } from '@/components/ui/now';
import { SentenceLine } from '@/components/ui/sentence-line';
import { SeverityMark } from '@/components/ui/severity';
import { Ago } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { AlertRow } from '@/lib/model/console/alert';
import { isHeld } from '@/lib/model/queue';
import type { Severity } from '@/lib/model/verdict';
import { Due, Holder, Wakes } from './alert-cells';
import { happened } from './words';

const GRID =
  'grid grid-cols-[14px_14px_minmax(0,1fr)_102px_108px_40px_58px_20px] items-center gap-x-3 px-5 lg:max-xl:grid-cols-[14px_14px_minmax(0,1fr)_40px_58px_20px] max-md:grid-cols-[14px_minmax(0,1fr)_40px_20px] max-md:px-3';
const WIDE = 'max-md:hidden';
// Beside the panel on a screen of middle width, what happened needs their room.
const WIDER = 'max-md:hidden lg:max-xl:hidden';

interface AlertRowsProps {
  rows: readonly AlertRow[];
  selected: string | null;
  /** Address of an alert, for opening it elsewhere. */
  hrefOf: (id: string) => string;
  onSelect: (id: string) => void;
  /** Goes on to the campaign of the selected row. */
  onOpen: () => void;
  /** Which rows are ticked; null for those who may not triage. */
  ticks: Ticks | null;
  /** Who looks at the rows. */
  self: string;
  /** By severity the rows stand in groups, with how many there are of each on the server. */
  groups: Partial<Record<Severity, number>> | null;
  stale: boolean;
}

export interface Ticks {
  ids: ReadonlySet<string>;
  full: boolean;
  onTick: (id: string, range: boolean) => void;
  /** All rows that are shown, or none. */
  onTickAll: (on: boolean) => void;
}

/** The rows of the queue: what happened before any number, one line each. */
export function AlertRows(props: AlertRowsProps) {
  const { rows, selected, hrefOf, onSelect, onOpen, ticks, self, groups, stale } = props;
  const now = useNow();
  // The rows are drawn anew only when they differ, so what they call stays the same and finds the newest here.
  const calls = useRef({ onSelect, onOpen, onTick: ticks?.onTick });
  calls.current = { onSelect, onOpen, onTick: ticks?.onTick };
  const steady = useRef({
    select: (id: string) => calls.current.onSelect(id),
    open: () => calls.current.onOpen(),
    tick: (id: string, range: boolean) => calls.current.onTick?.(id, range),
  }).current;
  const ticking = ticks !== null && ticks.ids.size > 0;
  return (
    <table aria-label="Alerts" aria-busy={stale} className={cn('block', stale && 'opacity-60')}>
      <thead className="sticky top-0 z-10 block bg-surface">
        <tr className={cn(GRID, 'h-7 border-b text-small text-ink-3 *:text-left *:font-normal')}>
          <th scope="col" className={cn('flex', WIDE)}>
            {ticks ? (
              <Tick
                label="Select all that are shown"
                checked={ticks.full}
                mixed={ticking && !ticks.full}
                shown={ticking}
                onTick={() => ticks.onTickAll(!ticks.full)}
              />
            ) : null}
          </th>
          <th scope="col">
            <span className="sr-only">Severity</span>
          </th>
          <th scope="col">What happened</th>
          <th scope="col" className={WIDER}>
            Sought, largest
          </th>
          <th scope="col" className={cn('grid grid-cols-[32px_30px_30px] items-baseline gap-2', WIDER)}>
            <span>Score</span>
            <span className="text-axis">Coord</span>
            <span className="text-axis">Extr</span>
          </th>
          <th scope="col" className="!text-right">
            Age
          </th>
          <th scope="col" className={cn('!text-right', WIDE)}>
            Due
          </th>
          <th scope="col">
            <span className="sr-only">Held by or assigned to</span>
          </th>
        </tr>
      </thead>
      <tbody className="block pb-4">
        {rows.map((row, index) => (
          <RowWithHead
            key={row.id}
            row={row}
            head={
              groups && rows[index - 1]?.severity !== row.severity
                ? (groups[row.severity] ?? null)
                : undefined
            }
            selected={row.id === selected}
            tick={ticks ? (ticks.ids.has(row.id) ? 'on' : ticking ? 'off' : 'hidden') : null}
            taken={row.claim !== null && row.claim.person.id !== self && isHeld(row.claim.until, now)}
            href={hrefOf(row.id)}
            steady={steady}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  row: AlertRow;
  selected: boolean;
  /** Whether it is ticked; hidden until the row is under the pointer; null when it cannot be. */
  tick: 'on' | 'off' | 'hidden' | null;
  /** A colleague holds it now. */
  taken: boolean;
  href: string;
  steady: { select: (id: string) => void; open: () => void; tick: (id: string, range: boolean) => void };
}

function RowWithHead({ head, ...props }: RowProps & { head: number | null | undefined }) {
  return (
    <>
      {head === undefined ? null : (
        <tr className="block">
          <th
            scope="rowgroup"
            colSpan={8}
            className="flex h-[30px] items-center gap-2 px-5 pt-0.5 text-small text-ink-3 max-md:px-3"
          >
            <SeverityMark severity={props.row.severity} />
            <span className="font-normal">{head === null ? '' : count(head)}</span>
          </th>
        </tr>
      )}
      <Row {...props} />
    </>
  );
}

const Row = memo(function Row({ row, selected, tick, taken, href, steady }: RowProps) {
  const decided = row.status !== 'open';
  const gone = decided || row.snoozed_until !== null;
  return (
    <tr
      data-alert={row.id}
      aria-current={selected ? 'true' : undefined}
      className={cn(
        GRID,
        'group relative h-8 scroll-my-9',
        selected || tick === 'on' ? 'bg-accent-soft' : 'hover:bg-hover',
        selected && 'shadow-[inset_2px_0_0_var(--accent)]',
        decided && 'text-ink-3',
      )}
    >
      <td className={cn('flex', WIDE)}>
        {tick === null ? null : (
          <Tick
            label={`Select ${row.campaign.title}`}
            checked={tick === 'on'}
            shown={tick !== 'hidden' || selected}
            onTick={(range) => steady.tick(row.id, range)}
          />
        )}
      </td>
      <td className="flex">
        <SeverityMark severity={row.severity} word={false} size={13} />
      </td>
      <td className={cn('min-w-0', gone && 'text-ink-3', decided && 'line-through')}>
        <Link
          href={href}
          scroll={false}
          prefetch={false}
          onClick={(event: MouseEvent) => {
            // A click without a pointer is Enter: on the row that is in the panel already it goes on to the campaign.
            if (event.detail === 0 && selected) steady.open();
            else if (event.shiftKey && tick !== null) steady.tick(row.id, true);
            else return;
            event.preventDefault();
          }}
          onNavigate={(event) => {
            event.preventDefault();
            steady.select(row.id);
          }}
          className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <SentenceLine
            head={
              <span className={cn('font-medium', taken && 'text-ink-3')}>
                <UntrustedText max={40}>{row.campaign.title}</UntrustedText>
              </span>
            }
            text={happened(row.campaign.title, row.summary)}
            className={cn('ml-2', taken ? 'text-ink-3' : !decided && 'text-ink-2')}
          />
        </Link>
      </td>
      <td className={WIDER}>
        <CapabilityStrip shares={row.campaign.capabilities} />
      </td>
      <td className={cn('grid grid-cols-[32px_30px_30px] items-center gap-2', WIDER)}>
        <span className="font-medium">{score(row.score)}</span>
        <ScoreBar label="Coordination" value={row.campaign.coordination} />
        <ScoreBar label="Extraction" value={row.campaign.extraction} />
      </td>
      <td className="text-right whitespace-nowrap text-ink-3">
        <Ago time={row.created_at} />
      </td>
      <td className={cn('text-right', WIDE)}>
        {decided ? (
          <span>decided</span>
        ) : row.snoozed_until ? (
          <Wakes until={row.snoozed_until} />
        ) : row.due_at ? (
          <Due time={row.due_at} />
        ) : (
          <span className="text-ink-3">–</span>
        )}
      </td>
      <td className="flex">
        <Holder row={row} />
      </td>
    </tr>
  );
});
