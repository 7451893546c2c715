import { memo } from 'react';
import { WatchedMark } from '@/components/indicator/watched-mark';
import { cn } from '@/components/ui/cn';
import { count, percent, plural } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Tag } from '@/components/ui/tag';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { AccountIndicators, SharedIndicator } from '@/lib/model/console/account';
import { NUMERIC, TABLE } from './cells';
import { indicatorsFinding } from './findings';
import { indicatorWord } from './words';

interface IndicatorTableProps {
  indicators: AccountIndicators;
  /** Show at most so many, and fewer columns; for the place beside the list of exchanges. */
  most?: number;
}

/** The values an account shares: by how many, how many of those are in its campaign, how rare each is. */
export const IndicatorTable = memo(function IndicatorTable({ indicators, most }: IndicatorTableProps) {
  const { items, total, alone, accounts, campaign } = indicators;
  const shown = most === undefined ? items : items.slice(0, most);
  const brief = most !== undefined;
  return (
    <section aria-label="Indicators" className="min-w-0">
      <h2 className="text-head font-semibold">{indicatorsFinding(indicators)}</h2>
      <p className="text-small text-ink-3">
        {brief && items.length > shown.length
          ? `${shown.length} of ${count(items.length)} shared values`
          : plural(items.length, 'shared value')}
        {alone > 0 ? `, ${count(alone)} that nobody else shows` : ''}; rarity among{' '}
        {plural(accounts, 'account')}
        {campaign ? (
          <>
            ; in group: in <UntrustedText max={40}>{campaign.title}</UntrustedText>
          </>
        ) : null}
      </p>
      {shown.length === 0 ? (
        <p className="mt-2 text-ink-2">
          {total === 0
            ? 'Values appear with its first record: a card, an address, a device, a prompt.'
            : 'Whoever shows the same card, address, device or prompt later will stand here.'}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section aria-label="Table of indicators" tabIndex={0} className="mt-1 relative overflow-x-auto">
          <table className={cn(TABLE, brief ? 'min-w-[340px]' : 'min-w-[820px]')}>
            <thead>
              <tr className="border-b">
                <th scope="col">Indicator</th>
                {brief ? null : <th scope="col">Value</th>}
                <th scope="col" className={NUMERIC}>
                  Shared by
                </th>
                {campaign ? (
                  <th scope="col" className={NUMERIC}>
                    In group
                  </th>
                ) : null}
                <th scope="col" className={NUMERIC}>
                  Rarity
                </th>
                {brief ? null : (
                  <>
                    <th scope="col" className={NUMERIC}>
                      Exchanges
                    </th>
                    <th scope="col" className={NUMERIC}>
                      First shown
                    </th>
                    <th scope="col" className={NUMERIC}>
                      Last shown
                    </th>
                  </>
                )}
              </tr>
            </thead>
            <tbody>
              {shown.map((item) => (
                <tr key={item.filter} className="border-b border-line hover:bg-hover">
                  {brief ? (
                    <td className="max-w-40">
                      <span className="block clip">
                        <span className="text-ink-2">{indicatorWord(item.kind)}</span>{' '}
                        <Value item={item} max={40} /> <WatchedMark name={item.filter} />
                      </span>
                    </td>
                  ) : (
                    <>
                      <td className="whitespace-nowrap text-ink-2">{indicatorWord(item.kind)}</td>
                      <td className="max-w-80">
                        <span className="flex items-center gap-2">
                          <span className="clip">
                            <Value item={item} max={120} />
                          </span>
                          <WatchedMark name={item.filter} />
                          {item.reported === null ? null : (
                            <Tag tone="warn">
                              shared by <UntrustedText max={24}>{item.reported}</UntrustedText>
                            </Tag>
                          )}
                        </span>
                      </td>
                    </>
                  )}
                  <td className={NUMERIC}>
                    <Link
                      href={`/accounts?indicator=${encodeURIComponent(item.filter)}`}
                      title="List the accounts that show it"
                      className="inline-flex h-6 min-w-6 items-center justify-end rounded-sm hover:text-accent hover:underline"
                    >
                      {item.counted_to === null ? count(item.accounts) : `over ${count(item.counted_to)}`}
                    </Link>
                  </td>
                  {campaign ? <td className={NUMERIC}>{inGroup(item)}</td> : null}
                  <td className={cn(NUMERIC, 'text-ink-2')}>1 in {count(Math.round(item.one_in))}</td>
                  {brief ? null : (
                    <>
                      <td className={cn(NUMERIC, 'text-ink-2')}>
                        {item.exchanges > 0 ? count(item.exchanges) : '–'}
                      </td>
                      <td className={cn(NUMERIC, 'text-ink-3')}>
                        <Moment time={item.first_seen} />
                      </td>
                      <td className={cn(NUMERIC, 'text-ink-3')}>
                        <Moment time={item.last_seen} />
                      </td>
                    </>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
});

function Value({ item, max }: { item: SharedIndicator; max: number }) {
  return (
    <Link
      href={`/indicators/${encodeURIComponent(item.filter)}`}
      className="rounded-sm hover:text-accent hover:underline"
    >
      <UntrustedText mono={item.kind !== 'scaffold'} max={max}>
        {item.label || 'not kept'}
      </UntrustedText>
    </Link>
  );
}

function inGroup({ in_campaign: share, looked_at, accounts }: SharedIndicator): string {
  if (share === null) return '–';
  return `${looked_at < accounts ? '≈ ' : ''}${percent(share)}`;
}
