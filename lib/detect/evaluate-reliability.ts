/** One prediction and what was so. */
export interface Outcome {
  /** 0 to 1. */
  predicted: number;
  real: boolean;
}

export interface ReliabilityBin {
  /** Predictions from here up to, but for the last bin without, `to`. */
  from: number;
  to: number;
  count: number;
  /** Mean of the predictions, and the share that was real; null in an empty bin. */
  predicted: number | null;
  real: number | null;
}

export interface Reliability {
  count: number;
  /** Share that was real. */
  base: number | null;
  /** Mean squared difference between prediction and outcome (Brier 1950): 0 is perfect, base × (1 − base) says nothing. */
  brier: number | null;
  /** Mean distance between prediction and outcome over bins, weighted by their counts (expected calibration error). */
  error: number | null;
  bins: ReliabilityBin[];
}

/** Predictions in bins of equal width against what was so. */
export function reliability(outcomes: readonly Outcome[], bins = 10): Reliability {
  const sums = Array.from({ length: bins }, () => ({ count: 0, predicted: 0, real: 0 }));
  let squares = 0;
  for (const { predicted, real } of outcomes) {
    const sum = sums[Math.min(bins - 1, Math.max(0, Math.floor(predicted * bins)))];
    if (!sum) continue;
    sum.count++;
    sum.predicted += predicted;
    sum.real += Number(real);
    squares += (predicted - Number(real)) ** 2;
  }
  const count = outcomes.length;
  return {
    count,
    base: count === 0 ? null : outcomes.filter(({ real }) => real).length / count,
    brier: count === 0 ? null : squares / count,
    error:
      count === 0
        ? null
        : sums.reduce((total, { predicted, real }) => total + Math.abs(predicted - real), 0) / count,
    bins: sums.map((sum, i) => ({
      from: i / bins,
      to: (i + 1) / bins,
      count: sum.count,
      predicted: sum.count === 0 ? null : sum.predicted / sum.count,
      real: sum.count === 0 ? null : sum.real / sum.count,
    })),
  };
}
