'use client';

import { AccountStatusTag } from '@/components/account/status-tag';
import { ShowMore } from '@/components/tables/show-more';
import { FilterTag } from '@/components/ui/chip';
import { cn } from '@/components/ui/cn';
import { Failure } from '@/components/ui/failure';
import { count, moment, plural, score } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { RowSkeleton } from '@/components/ui/skeleton';
import { UntrustedText, visible } from '@/components/ui/untrusted-text';
import type { CampaignLink } from '@/lib/model/console/links';
import { linkedFilter } from '@/lib/queries/links';
import { rowsOf } from '@/lib/queries/pages';
import { useLinkedAccounts } from '@/lib/queries/use-links';
import { kindWord } from './words';

interface LinkedAccountsProps {
  id: string;
  isolated: readonly CampaignLink[];
  pinned: readonly number[];
  /** Values whose columns stand beside each account. */
  columns: readonly CampaignLink[];
  onFree: (position: number) => void;
}

/** The accounts that show all of the isolated values, and which of the heaviest values each shows. */
export function LinkedAccounts({ id, isolated, pinned, columns, onFree }: LinkedAccountsProps) {
  const list = useLinkedAccounts(id, linkedFilter(isolated, columns));
  const rows = rowsOf(list.data);
  const first = list.data?.pages[0];
  const lit = new Set(isolated.map(({ position }) => position));
  const held = new Set(pinned);
  return (
    <section aria-label="Accounts with these values" className="min-w-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-5 pt-3 pb-1 max-sm:px-3">
        <h2 className="text-head font-semibold">
          {isolated.length === 0 ? 'All its accounts' : 'Accounts with'}
        </h2>
        {isolated.map((link) => (
          <FilterTag
            key={link.position}
            name={kindWord(link.kind)}
            value={visible(link.label).slice(0, 28)}
            onRemove={() => onFree(link.position)}
          />
        ))}
        {first ? (
          <span className="ml-auto text-small text-ink-3" role="status">
            {plural(first.total, 'account')}, {count(first.banned)} not active
          </span>
        ) : null}
      </div>
      {list.isPending ? (
        <RowSkeleton rows={12} columns={[120, 60, 90, 60, 60, 160]} />
      ) : list.isError && !list.data ? (
        <Failure what="The accounts could not be loaded" error={list.error} onRetry={() => list.refetch()} />
      ) : rows.length === 0 ? (
        <p className="px-5 py-6 text-ink-2 max-sm:px-3">No account shows all of these. Take one away.</p>
      ) : (
        <section
          aria-label="Table of accounts"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
          tabIndex={0}
          className="relative overflow-x-auto px-5 max-sm:px-3"
        >
          <table
            className={cn(
              'w-full min-w-[560px] border-collapse [&_td]:h-8 [&_td]:pr-3',
              list.isPlaceholderData && 'opacity-60',
            )}
          >
            <thead>
              <tr className="border-b text-small text-ink-3 [&_th]:pr-3 [&_th]:pb-1 [&_th]:align-bottom [&_th]:font-medium">
                <th scope="col" className="text-left">
                  Account
                </th>
                <th scope="col" className="text-left">
                  Status
                </th>
                <th scope="col" className="text-left">
                  First seen
                </th>
                <th scope="col" className="text-right">
                  Exchanges
                </th>
                <th scope="col" className="text-right">
                  Member
                </th>
                {columns.map((link) => (
                  <th
                    key={link.position}
                    scope="col"
                    title={`${kindWord(link.kind)} ${visible(link.label)}`}
                    className="h-24 w-6 !pr-0 !font-normal"
                  >
                    <span className="block w-4 -rotate-45 origin-bottom-left translate-x-3 text-left text-axis whitespace-nowrap">
                      <span className="sr-only">{kindWord(link.kind)} </span>
                      {headingOf(link)}
                    </span>
                  </th>
                ))}
                <td className="w-20" />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} className="border-b border-line hover:bg-hover">
                  <td>
                    <Link
                      href={`/accounts/${encodeURIComponent(row.id)}`}
                      prefetch={false}
                      className="hover:underline"
                    >
                      <UntrustedText mono max={32}>
                        {row.id}
                      </UntrustedText>
                    </Link>
                  </td>
                  <td>
                    <AccountStatusTag status={row.status} />
                  </td>
                  <td className="whitespace-nowrap text-ink-2">{moment(row.first_seen)}</td>
                  <td className="text-right">{count(row.exchanges)}</td>
                  <td className="text-right">{score(row.membership)}</td>
                  {columns.map((link, i) => (
                    <td key={link.position} className="w-6 !pr-0">
                      <Shown
                        on={row.shows[i] ?? false}
                        lit={lit.has(link.position)}
                        held={held.has(link.position)}
                      />
                    </td>
                  ))}
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
          <div className="flex items-center gap-3 py-2 text-small text-ink-3">
            <ShowMore list={list}>Show more</ShowMore>
            {count(rows.length)} of {count(first?.total ?? rows.length)} shown, the surest members first
          </div>
        </section>
      )}
    </section>
  );
}

const HEADING = 14;

/** As much of a value as fits into a slanted heading; signs of East Asian scripts are twice as wide. */
function headingOf(link: CampaignLink): string {
  let [text, width] = ['', 0];
  for (const sign of visible(link.label)) {
    width += (sign.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
    if (width > HEADING) return `${text.trimEnd()}…`;
    text += sign;
  }
  return text;
}

/** Whether an account shows a value: a filled square, copper when isolated, dark when pinned; an outline when not. */
function Shown({ on, lit, held }: { on: boolean; lit: boolean; held: boolean }) {
  return (
    <span
      role="img"
      aria-label={on ? 'shows it' : 'does not show it'}
      className={cn(
        'block size-3 rounded-[2px]',
        on ? (lit ? 'bg-accent' : held ? 'bg-ink' : 'bg-mark-2') : 'inset-ring inset-ring-line-strong',
      )}
    />
  );
}
