/** Small numerical tools of detection. All are pure; randomness comes from {@link seeded} generators only. */

/** A 32-bit seed from a 64-bit key. */
export function seedOf(key: bigint): number {
  return Number(BigInt.asUintN(32, key ^ (key >> 32n)));
}

export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** The q-quantile (0 to 1) by linear interpolation; `NaN` of nothing. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at);
  const a = sorted[low] as number;
  const b = sorted[Math.min(low + 1, sorted.length - 1)] as number;
  return a + (b - a) * (at - low);
}

/** Up to `count` different items, drawn without replacement, in the order of `items`. */
export function sample<T>(items: readonly T[], count: number, random: () => number): T[] {
  if (items.length <= count) return [...items];
  const picked: T[] = [];
  let need = count;
  for (let i = 0; i < items.length && need > 0; i++) {
    if (random() * (items.length - i) < need) {
      picked.push(items[i] as T);
      need--;
    }
  }
  return picked;
}

/**
 * Natural logarithm of how much more often something is seen inside (`inside` of `insiders`) than outside
 * (`outside` of `outsiders`), with half a count added on each side (Jeffreys), so that small numbers say little.
 */
export function logLift(inside: number, insiders: number, outside: number, outsiders: number): number {
  return Math.log((inside + 0.5) / (insiders + 1)) - Math.log((outside + 0.5) / (outsiders + 1));
}

/** The shortest span that holds at least the given share of sorted times; infinite for fewer than two. */
export function shortestSpan(
  sorted: readonly number[],
  share: number,
): { span: number; start: number; count: number } {
  const count = Math.max(2, Math.ceil(sorted.length * share));
  let best = { span: Number.POSITIVE_INFINITY, start: 0, count };
  for (let i = 0; i + count <= sorted.length; i++) {
    const span = (sorted[i + count - 1] as number) - (sorted[i] as number);
    if (span < best.span) best = { span, start: sorted[i] as number, count };
  }
  return best;
}

/** Cosine of two sparse vectors; 0 when either is empty. */
export function cosine(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (const [key, value] of a) {
    aa += value * value;
    ab += value * (b.get(key) ?? 0);
  }
  for (const value of b.values()) bb += value * value;
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

/** Cosine of two dense vectors; 0 when either is empty. */
export function denseCosine(a: Float64Array, b: Float64Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as number, b[i] as number];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

/** The first place from `from` up to `to`, `to` itself if there is none, at which an ascending list is not below the limit: by default how many are below it. */
export function countBelow(sorted: ArrayLike<number>, limit: number, from = 0, to = sorted.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The latest of sorted times that is before `time`; null when none is. */
export function latestBefore(sorted: readonly number[], time: number): number | null {
  return sorted[countBelow(sorted, time) - 1] ?? null;
}

/** How many items are in both. */
export function overlap<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let both = 0;
  for (const item of small) if (large.has(item)) both++;
  return both;
}
