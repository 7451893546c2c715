import { weight } from '@/components/ui/format';

interface WeightBarProps {
  logOdds: number;
  /** The largest weight on either side that must fit, so that bars of one list share a scale. */
  scale: { against: number; for: number };
  /** Width of the drawing without its figures, in px. */
  width?: number;
}

const FIGURE = 34;

/**
 * The weight of one piece of evidence: solid to the right speaks for, hatched to the left against, from one axis
 * that runs through the whole list.
 */
export function WeightBar({ logOdds, scale, width = 124 }: WeightBarProps) {
  const perUnit = (width - 2) / Math.max(1, scale.for + scale.against);
  const axis = Math.round(scale.against * perUnit);
  const length = Math.max(2, Math.abs(logOdds) * perUnit);
  const against = logOdds < 0;
  return (
    <span
      role="img"
      aria-label={`weight ${weight(logOdds)} log-odds, ${against ? 'against' : 'for'}`}
      className="relative block min-h-5 self-stretch"
      style={{ width: width + FIGURE }}
    >
      <i className="absolute -inset-y-2.5 w-px bg-line-strong" style={{ left: axis }} />
      <i
        className={
          against
            ? 'absolute top-1.5 h-2 rounded-[1px] hatched'
            : 'absolute top-1.5 h-2 rounded-[1px] bg-mark'
        }
        style={{ left: against ? axis - length : axis + 1, width: length }}
      />
      <span
        aria-hidden="true"
        className="absolute top-px text-small text-ink-2"
        style={{ left: axis + 7 + (against ? 0 : length) }}
      >
        {weight(logOdds)}
      </span>
    </span>
  );
}
