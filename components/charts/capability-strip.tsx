import { CAPABILITY_WORDS } from '@/lib/model/capability';
import { capabilityColor, presentShares, rankedShares, type Shares, sharesInWords } from './capability';

/** What is sought as one bar of shares; with `spelled`, the code and share of the largest stand beside it. */
export function CapabilityStrip({
  shares,
  width = 60,
  spelled = true,
}: {
  shares: Shares;
  width?: number;
  spelled?: boolean;
}) {
  const words = sharesInWords(shares);
  const largest = rankedShares(shares)[0];
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={words}>
      <span
        role="img"
        aria-label={words}
        style={{ width }}
        className="inline-flex h-2 shrink-0 gap-px overflow-hidden rounded-[2px] bg-press"
      >
        {presentShares(shares).map(({ capability, share }) => (
          <i
            key={capability}
            style={{ flex: share, background: capabilityColor(capability) }}
            className="h-full min-w-[1.5px]"
          />
        ))}
      </span>
      {spelled && largest ? (
        <span aria-hidden="true" className="text-axis whitespace-nowrap text-ink-2">
          {CAPABILITY_WORDS[largest.capability].code} {Math.round(largest.share * 100)}%
        </span>
      ) : null}
    </span>
  );
}

/** The square that stands for a capability in legends and tables. */
export function CapabilityDot({ capability }: { capability: keyof typeof CAPABILITY_WORDS }) {
  return (
    <i
      aria-hidden="true"
      style={{ background: capabilityColor(capability) }}
      className="inline-block size-2 shrink-0 rounded-[2px]"
    />
  );
}
