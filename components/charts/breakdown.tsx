import { cn } from '@/components/ui/cn';
import { CAPABILITIES, CAPABILITY_WORDS } from '@/lib/model/capability';
import { capabilityColor, type Shares } from './capability';
import type { TwinTable } from './chart-frame';

interface BreakdownProps {
  shares: Shares;
  /** The same shares among peers; the tick to compare with. */
  baseline: Shares;
}

/** Thirteen rows in fixed order: share as a bar, the peers' share as a tick, and how many times theirs it is. */
export function CapabilityBreakdown({ shares, baseline }: BreakdownProps) {
  const top = Math.max(0.01, ...CAPABILITIES.flatMap((c) => [shares[c] ?? 0, baseline[c] ?? 0]));
  return (
    <div aria-hidden="true" className="mt-2">
      {CAPABILITIES.map((capability) => {
        const share = shares[capability] ?? 0;
        const peers = baseline[capability] ?? 0;
        const there = share >= 0.005;
        return (
          <div
            key={capability}
            className="grid h-[25px] grid-cols-[22px_112px_minmax(0,1fr)_30px_46px] items-center gap-x-1.5"
          >
            <span className="font-mono text-[10.5px] font-medium text-ink-2">
              {CAPABILITY_WORDS[capability].code}
            </span>
            <span className={cn('clip', !there && 'text-ink-3')}>{CAPABILITY_WORDS[capability].label}</span>
            <span className="relative h-full">
              <i
                className="absolute top-2 left-0 h-[9px] rounded-[1px]"
                style={{ width: `${(share / top) * 96}%`, background: capabilityColor(capability) }}
              />
              <i
                className="absolute top-1 h-[17px] w-0.5 bg-ink shadow-[0_0_0_1.5px_var(--surface)]"
                style={{ left: `${(peers / top) * 96}%` }}
              />
            </span>
            <span className={cn('text-right', there ? 'font-medium' : 'text-ink-3')}>
              {Math.round(share * 100)}
            </span>
            <span
              className={cn('text-right text-small', ratioOf(share, peers) >= 2 ? 'text-ink' : 'text-ink-3')}
            >
              {ratioText(share, peers)}
            </span>
          </div>
        );
      })}
    </div>
  );
}

/** The figures of the breakdown, for its table twin. */
export function breakdownTable(shares: Shares, baseline: Shares): TwinTable {
  return {
    columns: [
      { label: 'Capability' },
      { label: 'Share, %', numeric: true },
      { label: 'Peers, %', numeric: true },
      { label: 'Ratio', numeric: true },
    ],
    rows: CAPABILITIES.map((capability) => {
      const share = shares[capability] ?? 0;
      const peers = baseline[capability] ?? 0;
      return [
        CAPABILITY_WORDS[capability].label,
        (share * 100).toFixed(1),
        (peers * 100).toFixed(1),
        ratioText(share, peers),
      ];
    }),
  };
}

function ratioOf(share: number, peers: number): number {
  return peers > 0 ? share / peers : share >= 0.005 ? Number.POSITIVE_INFINITY : 0;
}

/** How many times the peers' share: "12 ×", "0.3 ×"; "–" where there is nothing, "new" where peers have none. */
export function ratioText(share: number, peers: number): string {
  if (share < 0.005) return '–';
  const ratio = ratioOf(share, peers);
  if (!Number.isFinite(ratio)) return 'new';
  return ratio > 99 ? '>99 ×' : `${ratio >= 9.95 ? Math.round(ratio) : ratio.toFixed(1)} ×`;
}
