const BINS = 192;
const ROUNDS = 24;

/**
 * Ranks of lines so that lines which are busy at the same times lie together: by the first principal component of their
 * activity over time, found by power iteration from a fixed start (deterministic). `starts` in seconds within 0 to
 * `span`. Lines without marks come last, equals by position.
 */
export function similarityRanks(starts: readonly (readonly number[])[], span: number): number[] {
  const activity = starts.map((line) => binned(line, span));
  const mean = new Float64Array(BINS);
  for (const row of activity)
    for (let b = 0; b < BINS; b++) mean[b] = (mean[b] as number) + (row[b] as number);
  for (let b = 0; b < BINS; b++) mean[b] = (mean[b] as number) / Math.max(1, activity.length);
  // A ramp in time as the start makes early against late the direction when nothing else decides.
  let axis = Float64Array.from({ length: BINS }, (_, b) => b / BINS - 0.5);
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(BINS);
    for (const row of activity) {
      const along = dot(row, axis) - dot(mean, axis);
      for (let b = 0; b < BINS; b++) {
        next[b] = (next[b] as number) + along * ((row[b] as number) - (mean[b] as number));
      }
    }
    const length = Math.sqrt(dot(next, next));
    if (length < 1e-12) break;
    axis = next.map((value) => value / length);
  }
  const empty = starts.map((line) => line.length === 0);
  const along = activity.map((row) => dot(row, axis));
  const order = starts
    .map((_, i) => i)
    .sort(
      (a, b) => Number(empty[a]) - Number(empty[b]) || (along[a] as number) - (along[b] as number) || a - b,
    );
  return ranksOf(order);
}

/** The place of each position in an order. */
export function ranksOf(order: readonly number[]): number[] {
  const ranks = new Array<number>(order.length).fill(0);
  order.forEach((position, rank) => {
    ranks[position] = rank;
  });
  return ranks;
}

/** Activity by bin, smoothed over its neighbours, of length one. */
function binned(line: readonly number[], span: number): Float64Array {
  const bins = new Float64Array(BINS);
  for (const start of line) {
    const b = Math.min(BINS - 1, Math.max(0, Math.floor((start / span) * BINS)));
    for (const [at, weight] of [
      [b - 1, 0.5],
      [b, 1],
      [b + 1, 0.5],
    ] as const) {
      if (at >= 0 && at < BINS) bins[at] = (bins[at] as number) + weight;
    }
  }
  const length = Math.sqrt(dot(bins, bins));
  return length === 0 ? bins : bins.map((value) => value / length);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
