'use client';

import type { ReactNode } from 'react';
import { CapabilityDot } from '@/components/charts/capability-strip';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { count, day, exact } from '@/components/ui/format';
import { MaskedText } from '@/components/ui/masked-text';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { CAPABILITY_WORDS } from '@/lib/model/capability';
import type { ExchangeRow } from '@/lib/model/console/account';
import { NUMERIC, TABLE } from './cells';

interface ExchangeListProps {
  title: ReactNode;
  exchanges: readonly ExchangeRow[];
  /** Also name model, input, latency and id; for the list that has the page to itself. */
  full?: boolean;
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
}

/** Exchanges one by one, newest first, with their masked text: the twin of the marks. */
export function ExchangeList({
  title,
  exchanges,
  full = false,
  hasMore,
  loadingMore,
  onMore,
}: ExchangeListProps) {
  const oneDay = new Set(exchanges.map(({ at }) => at.slice(0, 10))).size <= 1;
  return (
    <section aria-label="Exchanges" className="min-w-0">
      <h2 className="text-head font-semibold">{title}</h2>
      <p className="text-small text-ink-3">
        Personal data and secrets were masked when the records came in; times in UTC, newest first
      </p>
      {exchanges.length === 0 ? (
        <p className="mt-2 text-ink-2">
          No exchange lies in this range. Widen it above, or show its whole life.
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section aria-label="Table of exchanges" tabIndex={0} className="mt-1 relative overflow-x-auto">
          <table className={cn(TABLE, full ? 'min-w-[900px]' : 'min-w-[560px]', 'table-fixed')}>
            <thead>
              <tr className="border-b">
                <th scope="col" className={oneDay ? 'w-[76px]' : 'w-[118px]'}>
                  Time
                </th>
                <th scope="col" className="w-[58px]">
                  Sought
                </th>
                <th scope="col">Prompt</th>
                {full ? (
                  <>
                    <th scope="col" className="w-[110px]">
                      Model
                    </th>
                    <th scope="col" className={cn(NUMERIC, 'w-[70px]')}>
                      In
                    </th>
                  </>
                ) : null}
                <th scope="col" className={cn(NUMERIC, 'w-[70px]')}>
                  Out
                </th>
                <th scope="col" className={cn(NUMERIC, 'w-[74px]')}>
                  Status
                </th>
                {full ? (
                  <th scope="col" className="w-[150px]">
                    Id
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {exchanges.map((exchange) => (
                <tr key={`${exchange.at} ${exchange.id}`} className="border-b border-line hover:bg-hover">
                  <td className="font-mono text-small whitespace-nowrap text-ink-2">
                    <time dateTime={exchange.at} title={exact(exchange.at)}>
                      {oneDay ? '' : `${day(exchange.at)} `}
                      {exchange.at.slice(11, 19)}
                    </time>
                  </td>
                  <td
                    title={`${CAPABILITY_WORDS[exchange.capability].label}, ${Math.round(exchange.score * 100)}%`}
                  >
                    <span className="flex items-center gap-1.5">
                      <CapabilityDot capability={exchange.capability} />
                      {CAPABILITY_WORDS[exchange.capability].code}
                    </span>
                  </td>
                  <td>
                    <span className="block clip">
                      {exchange.excerpt === null ? (
                        <span className="text-ink-3">no text was kept</span>
                      ) : (
                        <MaskedText max={full ? 400 : 240}>{exchange.excerpt}</MaskedText>
                      )}
                    </span>
                  </td>
                  {full ? (
                    <>
                      <td>
                        <span className="block clip text-ink-2">
                          <UntrustedText max={40}>{exchange.model}</UntrustedText>
                        </span>
                      </td>
                      <td className={cn(NUMERIC, 'text-ink-2')}>{tokens(exchange.input_tokens)}</td>
                    </>
                  ) : null}
                  <td className={cn(NUMERIC, 'text-ink-2')}>{tokens(exchange.output_tokens)}</td>
                  <td className={cn(NUMERIC, (exchange.status ?? 200) >= 400 ? 'text-high' : 'text-ink-3')}>
                    {exchange.refused ? 'refused' : (exchange.status ?? '–')}
                  </td>
                  {full ? (
                    <td>
                      <span className="block clip text-ink-3">
                        <UntrustedText mono max={40}>
                          {exchange.id}
                        </UntrustedText>
                      </span>
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {hasMore ? (
        <Button look="ghost" className="mt-1 -ml-[7px]" disabled={loadingMore} onClick={onMore}>
          {loadingMore ? 'Loading…' : 'Earlier exchanges'}
        </Button>
      ) : null}
    </section>
  );
}

function tokens(n: number | null): string {
  return n === null ? '–' : count(n);
}
