import { Fragment } from 'react';
import { indicatorWord } from '@/components/account/words';
import { WatchedMark } from '@/components/indicator/watched-mark';
import { cn } from '@/components/ui/cn';
import { count, plural } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { AccountComparison, ComparedValue } from '@/lib/model/console/compare';
import { LETTERS, sharedFinding } from './words';

interface Group {
  label: string;
  values: readonly ComparedValue[];
}

/** Values against accounts: what all share, what some share, and what only one of them shows. */
export function Matrix({ compared }: { compared: AccountComparison }) {
  const { accounts, shared, shared_total, apart, all_accounts } = compared;
  const strong = shared.filter(({ hub }) => !hub);
  const groups: Group[] = [
    {
      label: accounts.length === 2 ? 'Shared by both' : 'Shared by all',
      values: strong.filter(({ shown }) => shown.every(Boolean)),
    },
    { label: 'Shared by some', values: strong.filter(({ shown }) => !shown.every(Boolean)) },
    { label: 'Common everywhere, says next to nothing', values: shared.filter(({ hub }) => hub) },
    { label: 'Only one of them: what sets it apart, the most used of each kind', values: apart },
  ].filter(({ values }) => values.length > 0);
  return (
    <section aria-label="What they share" className="min-w-0">
      <h2 className="text-head font-semibold">{sharedFinding(compared)}</h2>
      <p className="text-small text-ink-3">
        Rarity among {plural(all_accounts, 'account')}
        {shared_total > shared.length
          ? `; ${shared.length} of ${count(shared_total)} shared values, the rarest`
          : ''}
      </p>
      {groups.length === 0 ? (
        <p className="mt-2 text-ink-2">
          No value is known of them yet: a card, an address, a device, a prompt.
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section aria-label="Table of values" tabIndex={0} className="mt-1 relative overflow-x-auto">
          <table className="w-full min-w-[560px] border-collapse [&_td]:h-8">
            <thead>
              <tr className="border-b text-small text-ink-3">
                <th scope="col" className="h-7 text-left font-medium">
                  Value
                </th>
                <th scope="col" className="pr-4 text-right font-medium whitespace-nowrap">
                  Base rate
                </th>
                {accounts.map(({ id }, index) => (
                  <th key={id} scope="col" title={id} className="w-9 text-center font-medium">
                    {LETTERS[index]}
                    <span className="sr-only"> {id}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <Fragment key={group.label}>
                  <tr>
                    <th
                      scope="colgroup"
                      colSpan={accounts.length + 2}
                      className="pt-2 pb-0.5 text-left text-small font-normal text-ink-3"
                    >
                      {group.label}
                    </th>
                  </tr>
                  {group.values.map((value) => (
                    <tr key={value.name} className="border-b border-line hover:bg-hover">
                      <td className="max-w-96">
                        <span className="flex items-center gap-2">
                          <span className="shrink-0 text-ink-2">{indicatorWord(value.kind)}</span>
                          <Link
                            href={`/indicators/${encodeURIComponent(value.name)}`}
                            className="min-w-0 clip rounded-sm hover:text-accent hover:underline"
                          >
                            <UntrustedText mono={value.kind !== 'scaffold'} max={90}>
                              {value.label || 'not kept'}
                            </UntrustedText>
                          </Link>
                          <WatchedMark name={value.name} />
                        </span>
                      </td>
                      <td className="pr-4 text-right whitespace-nowrap text-ink-2">
                        {value.accounts <= 1 ? 'nobody else' : `1 in ${count(Math.round(value.one_in))}`}
                      </td>
                      {accounts.map(({ id }, index) => (
                        <td key={id} className="text-center">
                          <Shown
                            on={value.shown[index] ?? false}
                            exchanges={value.exchanges[index] ?? 0}
                            all={value.shown.every(Boolean)}
                          />
                        </td>
                      ))}
                    </tr>
                  ))}
                </Fragment>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

/** Filled when the account shows it, copper when all do; an outline when not. */
function Shown({ on, all, exchanges }: { on: boolean; all: boolean; exchanges: number }) {
  const words = on
    ? exchanges > 0
      ? `shown in ${plural(exchanges, 'exchange')}`
      : 'shown by its record'
    : 'not shown';
  return (
    <span
      role="img"
      aria-label={words}
      title={words}
      className={cn(
        'inline-block size-3 rounded-[2px] align-middle',
        on ? (all ? 'bg-accent' : 'bg-mark') : 'inset-ring inset-ring-line-strong',
      )}
    />
  );
}
