'use client';

import { type KeyboardEvent, useRef } from 'react';
import { planWords } from '@/components/account/words';
import { ShowMore } from '@/components/tables/show-more';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Failure } from '@/components/ui/failure';
import { count, plural, score } from '@/components/ui/format';
import { Kbd } from '@/components/ui/kbd';
import { Link } from '@/components/ui/link';
import { Menu, MenuItem } from '@/components/ui/menu';
import { RowSkeleton } from '@/components/ui/skeleton';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { BatchAccount } from '@/lib/model/batch';
import { BATCH_IDS, INNOCENT_WORDS } from '@/lib/model/batch-moves';
import { rowsOf } from '@/lib/queries/pages';
import { useBatchAccounts } from '@/lib/queries/use-batches';

export type Included = 'all' | 'none' | string[];

interface InnocentListProps {
  id: string;
  total: number;
  /** Who of them is in the batch after all, and how that is changed; without the latter it can only be read. */
  included: Included;
  onInclude?: (included: Included) => void;
}

/** Who looks innocent and why. Nobody of them is in the batch unless somebody ticks them. */
export function InnocentList({ id, total, included, onInclude }: InnocentListProps) {
  const list = useBatchAccounts(id, { look_innocent: '1' });
  const rows = rowsOf(list.data);
  const table = useRef<HTMLTableElement>(null);
  const isIn = (row: BatchAccount) =>
    onInclude
      ? included === 'all' || (included !== 'none' && included.includes(row.id))
      : row.result !== 'left_out';
  const toggle = (one: string, on: boolean) => {
    if (!onInclude) return;
    const was = included === 'all' ? rows.map((row) => row.id) : included === 'none' ? [] : included;
    const next = on ? [...was, one].slice(0, BATCH_IDS) : was.filter((other) => other !== one);
    onInclude(next.length === 0 ? 'none' : next);
  };
  const move = (event: KeyboardEvent) => {
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    const boxes = [...(table.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])];
    const at = boxes.indexOf(document.activeElement as HTMLInputElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    boxes[at + step]?.focus();
  };
  const taken = included === 'all' ? total : included === 'none' ? 0 : included.length;
  if (total === 0) {
    return (
      <section aria-label="Who looks innocent">
        <h2 className="text-head font-semibold">Nobody in it looks innocent</h2>
        <p className="text-small text-ink-3">
          None is verified by identity, declared a use, came by education or research, is over a year old, or
          hardly resembles the campaign.
        </p>
      </section>
    );
  }
  return (
    <section aria-label="Who looks innocent">
      <div className="flex items-start gap-2">
        <div className="min-w-0">
          <h2 className="text-head font-semibold">
            {onInclude
              ? `${plural(total - taken, 'looks', 'look')} innocent and ${total - taken === 1 ? 'is' : 'are'} held back`
              : `${plural(total, 'looks', 'look')} innocent`}
          </h2>
          <p role="status" className="text-small text-ink-3">
            {onInclude
              ? taken > 0
                ? `${plural(taken, 'account')} ticked: ${taken === 1 ? 'it is' : 'they are'} in the batch, and a second person has to agree`
                : 'Tick only whom you looked at: each needs a second person'
              : 'Who is in it was ticked by hand'}
          </p>
        </div>
        {onInclude ? (
          <span className="ml-auto">
            <Menu align="end" trigger={<Button look="ghost">All…</Button>}>
              <MenuItem onSelect={() => onInclude('none')}>Hold all {count(total)} back</MenuItem>
              <MenuItem danger onSelect={() => onInclude('all')}>
                Include all {count(total)}, though they look innocent
              </MenuItem>
            </Menu>
          </span>
        ) : null}
      </div>
      {list.isPending ? (
        <RowSkeleton rows={6} columns={[48]} />
      ) : list.isError && !list.data ? (
        <Failure what="The list could not be loaded" error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <>
          <table ref={table} onKeyDown={move} className="mt-1.5 w-full border-collapse">
            <caption className="sr-only">Accounts that look innocent, and why</caption>
            <thead>
              <tr className="h-7 border-b text-left text-small text-ink-3 [&_th]:font-medium">
                <th scope="col" className="pl-2">
                  Account and why it looks innocent
                </th>
                <th scope="col" className="w-16 pr-4 text-right">
                  Member
                </th>
                <th scope="col" className="w-16 pr-2 text-right">
                  {onInclude ? 'Include' : 'Now'}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} className={cn('border-b', isIn(row) && 'bg-accent-soft')}>
                  <td className="max-w-0 py-1.5 pr-3 pl-2 leading-[18px]">
                    <span className="flex flex-wrap gap-x-2">
                      <Link
                        href={`/accounts/${encodeURIComponent(row.id)}`}
                        prefetch={false}
                        target="_blank"
                        className="min-w-0 clip rounded-sm text-ink-3 hover:text-accent hover:underline"
                      >
                        <UntrustedText mono max={60}>
                          {row.id}
                        </UntrustedText>
                      </Link>
                      <span className="text-small text-ink-3">
                        <UntrustedText max={40}>{planWords(row.plan, row.pathway)}</UntrustedText>
                      </span>
                    </span>
                    <span className="block text-pretty">
                      {row.look_innocent.map((sign) => INNOCENT_WORDS[sign]).join(' ')}
                      {row.organization ? (
                        <>
                          {' '}
                          <span className="text-ink-2">
                            <UntrustedText max={60}>{row.organization}</UntrustedText>
                          </span>
                        </>
                      ) : null}
                    </span>
                  </td>
                  <td className="pr-4 text-right text-ink-2">
                    {row.membership === null ? '–' : score(row.membership)}
                  </td>
                  <td className="pr-2 text-right">
                    {onInclude ? (
                      <label className="inline-flex size-8 items-center justify-center">
                        <input
                          type="checkbox"
                          checked={isIn(row)}
                          onChange={(event) => toggle(row.id, event.target.checked)}
                          aria-label={`Include ${row.id}`}
                          className="size-4"
                        />
                      </label>
                    ) : isIn(row) ? (
                      <b className="font-semibold text-high">in it</b>
                    ) : (
                      <span className="text-small text-ink-3">held back</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="flex items-center gap-3 pt-2 text-small text-ink-3">
            {list.hasNextPage ? (
              <ShowMore list={list}>{`Show more of ${count(total)}`}</ShowMore>
            ) : (
              <span>All {count(total)} are shown</span>
            )}
            {onInclude ? (
              <span className="ml-auto flex items-center gap-1 max-md:hidden">
                <Kbd>J</Kbd>
                <Kbd>K</Kbd> move <Kbd>Space</Kbd> include
              </span>
            ) : null}
          </div>
        </>
      )}
    </section>
  );
}
