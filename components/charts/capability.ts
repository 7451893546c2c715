import { CAPABILITIES, CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';

/** Shares of a whole by capability; what is missing is zero. */
export type Shares = Partial<Record<Capability, number>>;

/** The one hue of a capability, as a CSS colour that follows the theme. */
export function capabilityColor(capability: Capability): string {
  return `var(--cap-${capability.replaceAll('_', '-')})`;
}

/** Shares that are there, in the fixed order of capabilities. */
export function presentShares(shares: Shares): { capability: Capability; share: number }[] {
  return CAPABILITIES.flatMap((capability) => {
    const share = shares[capability] ?? 0;
    return share > 0 ? [{ capability, share }] : [];
  });
}

/** Shares from the largest down. */
export function rankedShares(shares: Shares): { capability: Capability; share: number }[] {
  return presentShares(shares).sort((a, b) => b.share - a.share);
}

/** All shares in words, largest first: "Reasoning 46%, Rubric grading 25%". */
export function sharesInWords(shares: Shares): string {
  const parts = rankedShares(shares).map(
    ({ capability, share }) => `${CAPABILITY_WORDS[capability].label} ${Math.round(share * 100)}%`,
  );
  return parts.length > 0 ? parts.join(', ') : 'nothing yet';
}

const WORTH_NAMING = 0.15;

/** What is sought most, in words for a sentence, at most two: "graded answers", "written-out reasoning". None for ordinary traffic. */
export function soughtMost(shares: Shares): string[] {
  return rankedShares(shares)
    .filter(
      ({ capability, share }, index) => capability !== 'general' && (index === 0 || share >= WORTH_NAMING),
    )
    .slice(0, 2)
    .map(({ capability }) => CAPABILITY_WORDS[capability].sought);
}
