'use client';

import { X } from 'lucide-react';
import { CapabilityDot } from '@/components/charts/capability-strip';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { clock, count, day, exact, moment } from '@/components/ui/format';
import { Kbd } from '@/components/ui/kbd';
import { MaskedText } from '@/components/ui/masked-text';
import { Bone } from '@/components/ui/skeleton';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { CAPABILITY_WORDS } from '@/lib/model/capability';
import type { ExchangeRow } from '@/lib/model/console/account';

interface MomentPanelProps {
  /** The stretch of the chosen moment; null while none is chosen. */
  chosen: { from: number; to: number } | null;
  /** Exchanges of the moment, or the latest of the range; null while they are on their way. */
  exchanges: readonly ExchangeRow[] | null;
  hasMore: boolean;
  stale: boolean;
  onZoom: () => void;
  onClear: () => void;
}

/** The exchanges of the chosen moment, beside the lanes: what stands behind a mark, without leaving the picture. */
export function MomentPanel({ chosen, exchanges, hasMore, stale, onZoom, onClear }: MomentPanelProps) {
  return (
    <section
      aria-label="Exchanges of the moment"
      aria-live="polite"
      aria-busy={stale}
      className={cn('flex min-h-0 min-w-0 flex-col', chosen === null && 'max-xl:hidden print:hidden')}
    >
      <div className="flex h-7 items-center gap-1.5">
        <h3 className="min-w-0 clip font-semibold">
          {chosen ? stretchWords(chosen) : 'The latest in this range'}
        </h3>
        {chosen ? (
          <span className="ml-auto flex items-center gap-1 print:hidden">
            <Button look="ghost" onClick={onZoom}>
              Zoom to it
            </Button>
            <Button look="ghost" square aria-label="Choose no moment" onClick={onClear}>
              <X size={15} strokeWidth={1.6} aria-hidden="true" />
            </Button>
          </span>
        ) : null}
      </div>
      <p className="text-small text-ink-3 print:hidden">
        {chosen ? (
          <>
            <Kbd>←</Kbd> <Kbd>→</Kbd> in the lanes go to the next
          </>
        ) : (
          'Click a mark, or use the arrow keys in the lanes'
        )}
      </p>
      <section
        aria-label="List of the moment’s exchanges"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        tabIndex={0}
        className={cn('mt-1 min-h-0 flex-1 overflow-y-auto', stale && 'opacity-60')}
      >
        {exchanges === null ? (
          <div role="status" aria-label="Loading" className="space-y-4 pt-2.5">
            {['72%', '90%', '64%', '84%', '58%'].map((width) => (
              <Bone key={width} width={width} />
            ))}
          </div>
        ) : exchanges.length === 0 ? (
          <p className="pt-1.5 text-ink-2">
            {chosen
              ? 'No exchange lies here; the mark may be of a ban or a detection.'
              : 'No exchange lies in this range. Widen it, or show its whole life.'}
          </p>
        ) : (
          <ol>
            {exchanges.map((exchange) => (
              <li key={`${exchange.at} ${exchange.id}`} className="border-b border-line py-1.5 last:border-0">
                <span className="flex items-center gap-2 text-small text-ink-3">
                  <time dateTime={exchange.at} title={exact(exchange.at)} className="font-mono text-ink-2">
                    {chosen ? '' : `${day(exchange.at)} `}
                    {exchange.at.slice(11, 19)}
                  </time>
                  <CapabilityDot capability={exchange.capability} />
                  <span title={CAPABILITY_WORDS[exchange.capability].label}>
                    {CAPABILITY_WORDS[exchange.capability].code}
                  </span>
                  <span className="clip">
                    <UntrustedText max={40}>{exchange.model}</UntrustedText>
                  </span>
                  <span className="ml-auto whitespace-nowrap">
                    {exchange.refused
                      ? 'refused'
                      : exchange.output_tokens === null
                        ? (exchange.status ?? '–')
                        : `${count(exchange.output_tokens)} out`}
                  </span>
                </span>
                <span className="line-clamp-2 text-small wrap-anywhere text-ink-2">
                  {exchange.excerpt === null ? (
                    <span className="text-ink-3">no text was kept</span>
                  ) : (
                    <MaskedText max={200}>{exchange.excerpt}</MaskedText>
                  )}
                </span>
              </li>
            ))}
          </ol>
        )}
        {hasMore ? <p className="pt-1 text-small text-ink-3">More are in the list below.</p> : null}
      </section>
    </section>
  );
}

/** "17 Nov 11:25 to 11:40"; with the day twice where it is another. */
export function stretchWords({ from, to }: { from: number; to: number }): string {
  return day(from) === day(to) ? `${moment(from)} to ${clock(to)}` : `${moment(from)} to ${moment(to)}`;
}
