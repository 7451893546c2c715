'use client';

import { ChevronRight } from 'lucide-react';
import { SkeletonText } from '@/components/campaign/skeleton-text';
import { CapabilityDot } from '@/components/charts/capability-strip';
import { Sparkline } from '@/components/charts/sparkline';
import { cn } from '@/components/ui/cn';
import { count, day } from '@/components/ui/format';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { CAPABILITY_WORDS } from '@/lib/model/capability';
import type { ScaffoldRow } from '@/lib/model/console/scaffold';
import { Examples } from './examples';

interface FamilyListProps {
  campaignId: string;
  rows: readonly ScaffoldRow[];
  open: string | null;
  compared: readonly string[];
  mayReveal: boolean;
  onOpen: (id: string | null) => void;
  onCompare: (id: string) => void;
}

/** Scaffold families as rows; one of them open, with its constant part whole and its examples behind a button. */
export function FamilyList({
  campaignId,
  rows,
  open,
  compared,
  mayReveal,
  onOpen,
  onCompare,
}: FamilyListProps) {
  return (
    <div className="mt-3 relative overflow-x-auto">
      <table className="w-full min-w-[860px] border-collapse" aria-label="Scaffold families">
        <thead>
          <tr className="h-7 border-b text-small text-ink-3 [&_th]:px-2 [&_th]:font-medium">
            <th scope="col" className="w-8 text-left">
              <span className="sr-only">Compare</span>
            </th>
            <th scope="col" className="text-left">
              Scaffold family
            </th>
            <th scope="col" className="text-left">
              Capability
            </th>
            <th scope="col" className="text-right">
              Accounts
            </th>
            <th scope="col" className="text-right">
              Outside
            </th>
            <th scope="col" className="text-right">
              Exchanges
            </th>
            <th scope="col" className="text-left">
              By day
            </th>
            <th scope="col" className="text-left">
              Seen
            </th>
          </tr>
        </thead>
        {rows.map((row) => (
          <Family
            key={row.id}
            campaignId={campaignId}
            row={row}
            open={row.id === open}
            compared={compared.includes(row.id)}
            mayReveal={mayReveal}
            onOpen={() => onOpen(row.id === open ? null : row.id)}
            onCompare={() => onCompare(row.id)}
          />
        ))}
      </table>
    </div>
  );
}

interface FamilyProps {
  campaignId: string;
  row: ScaffoldRow;
  open: boolean;
  compared: boolean;
  mayReveal: boolean;
  onOpen: () => void;
  onCompare: () => void;
}

function Family({ campaignId, row, open, compared, mayReveal, onOpen, onCompare }: FamilyProps) {
  const id = `family-${row.id}`;
  return (
    <tbody className="border-b">
      <tr className={cn('h-8 [&_td]:px-2', compared ? 'bg-accent-soft' : 'hover:bg-hover')}>
        <td>
          <input
            type="checkbox"
            checked={compared}
            onChange={onCompare}
            aria-label={`Compare the family ${row.id}`}
            className="size-3.5 align-middle"
          />
        </td>
        <td className="max-w-0 w-full">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            onClick={onOpen}
            className="flex h-8 w-full min-w-0 items-center gap-1.5 text-left"
          >
            <ChevronRight
              size={13}
              aria-hidden="true"
              className={cn('shrink-0 text-ink-3 transition-transform duration-90', open && 'rotate-90')}
            />
            <span className="clip">
              <SkeletonText max={160}>{row.skeleton}</SkeletonText>
            </span>
          </button>
        </td>
        <td className="whitespace-nowrap">
          <span className="flex items-center gap-1.5">
            <CapabilityDot capability={row.capability} />
            {CAPABILITY_WORDS[row.capability].label}
          </span>
        </td>
        <td className="text-right">{count(row.accounts)}</td>
        <td className="text-right text-ink-2">{count(Math.max(0, row.all_accounts - row.accounts))}</td>
        <td className="text-right">{count(row.exchanges)}</td>
        <td>
          <Sparkline values={row.trend} label="Exchanges a day" />
        </td>
        <td className="whitespace-nowrap text-ink-2">
          {day(row.first_seen)} to {day(row.last_seen)}
        </td>
      </tr>
      {open ? (
        <tr id={id}>
          <td />
          <td colSpan={7} className="px-2 pb-4">
            <p className="max-w-[90ch] leading-6 text-pretty">
              <SkeletonText max={1_200}>{row.skeleton}</SkeletonText>
            </p>
            <p className="mt-1 text-small text-ink-3">
              <UntrustedText mono>{row.id}</UntrustedText>, {count(row.all_exchanges)} exchanges of{' '}
              {count(row.all_accounts)} accounts in all
            </p>
            <Examples
              key={row.id}
              campaignId={campaignId}
              scaffoldId={row.id}
              available={row.examples}
              mayReveal={mayReveal}
            />
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}
