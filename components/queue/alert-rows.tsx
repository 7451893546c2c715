'use client';

import Link from 'next/link';
import { CapabilityStrip } from '@/components/charts/capability-strip';
import { ScoreBar } from '@/components/charts/score-bar';
import { Avatar } from '@/components/ui/avatar';
import { cn } from '@/components/ui/cn';
import { count, due, exact, score } from '@/components/ui/format';
import { useNow } from '@/components/ui/now';
import { SeverityMark } from '@/components/ui/severity';
import { Ago } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { Severity } from '@/lib/model/campaign';
import type { AlertRow } from '@/lib/model/console/alert';
import { happened } from './words';

const GRID =
  'grid grid-cols-[14px_minmax(0,1fr)_102px_108px_40px_70px_20px] items-center gap-x-3 px-5 max-md:grid-cols-[14px_minmax(0,1fr)_40px_20px] max-md:px-3';
const WIDE = 'max-md:hidden';

interface AlertRowsProps {
  rows: readonly AlertRow[];
  selected: string | null;
  /** Address of an alert, for opening it elsewhere. */
  hrefOf: (id: string) => string;
  onSelect: (id: string) => void;
  /** By severity the rows stand in groups, with how many there are of each on the server. */
  groups: Partial<Record<Severity, number>> | null;
  stale: boolean;
}

/** The rows of the queue: what happened before any number, one line each. */
export function AlertRows({ rows, selected, hrefOf, onSelect, groups, stale }: AlertRowsProps) {
  return (
    <table aria-label="Alerts" aria-busy={stale} className={cn('block', stale && 'opacity-60')}>
      <thead className="sticky top-0 z-10 block bg-surface">
        <tr className={cn(GRID, 'h-7 border-b text-small text-ink-3 *:text-left *:font-normal')}>
          <th scope="col">
            <span className="sr-only">Severity</span>
          </th>
          <th scope="col">What happened</th>
          <th scope="col" className={WIDE}>
            Sought, largest
          </th>
          <th scope="col" className={cn('grid grid-cols-[32px_30px_30px] items-baseline gap-2', WIDE)}>
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
            <span className="sr-only">Assignee</span>
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
            href={hrefOf(row.id)}
            onSelect={onSelect}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  row: AlertRow;
  selected: boolean;
  href: string;
  onSelect: (id: string) => void;
}

function RowWithHead({ head, ...props }: RowProps & { head: number | null | undefined }) {
  return (
    <>
      {head === undefined ? null : (
        <tr className="block">
          <th
            scope="rowgroup"
            colSpan={7}
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

function Row({ row, selected, href, onSelect }: RowProps) {
  const decided = row.status !== 'open';
  return (
    <tr
      data-alert={row.id}
      aria-current={selected ? 'true' : undefined}
      className={cn(
        GRID,
        'relative h-8 scroll-my-9',
        selected ? 'bg-accent-soft shadow-[inset_2px_0_0_var(--accent)]' : 'hover:bg-hover',
        decided && 'text-ink-3',
      )}
    >
      <td className="flex">
        <SeverityMark severity={row.severity} word={false} size={13} />
      </td>
      <td className={cn('clip', decided && 'line-through')}>
        <Link
          href={href}
          scroll={false}
          prefetch={false}
          onNavigate={(event) => {
            event.preventDefault();
            onSelect(row.id);
          }}
          className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <span className="font-medium">
            <UntrustedText max={40}>{row.campaign.title}</UntrustedText>
          </span>
          <span className={cn('ml-2', !decided && 'text-ink-2')}>
            <UntrustedText max={160}>{happened(row.campaign.title, row.summary)}</UntrustedText>
          </span>
        </Link>
      </td>
      <td className={WIDE}>
        <CapabilityStrip shares={row.campaign.capabilities} />
      </td>
      <td className={cn('grid grid-cols-[32px_30px_30px] items-center gap-2', WIDE)}>
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
        ) : row.due_at ? (
          <Due time={row.due_at} />
        ) : (
          <span className="text-ink-3">–</span>
        )}
      </td>
      <td className="flex">
        <Avatar person={row.assignee} />
      </td>
    </tr>
  );
}

function Due({ time }: { time: string }) {
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
