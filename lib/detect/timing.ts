import { quantile } from './statistics';

/** Session starts of each account, in seconds, ascending. */
export type Starts = ReadonlyMap<number, readonly number[]>;

/**
 * Spread of sessions over accounts: the sum of (observed − expected)² ÷ expected, divided by its degrees of freedom.
 * An account is expected to get its even share of all sessions that begin while it is in use (from its first to its last).
 * About 0 when a balancer deals them out in turn, 1 when each goes to a random account, far above 1 when people decide.
 * Null with fewer than 4 accounts or fewer than 3 sessions each on average.
 */
export function evenShares(starts: Starts): number | null {
  const accounts = [...starts.values()].filter((list) => list.length > 0);
  if (accounts.length < 4) return null;
  const edges: { at: number; change: number }[] = [];
  const all: number[] = [];
  for (const list of accounts) {
    edges.push({ at: list[0] as number, change: 1 }, { at: (list.at(-1) as number) + 1, change: -1 });
    for (const start of list) all.push(start);
  }
  if (all.length < 3 * accounts.length) return null;
  all.sort((a, b) => a - b);
  edges.sort((a, b) => a.at - b.at || a.change - b.change);
  // Running sum over sessions of one over the number of accounts in use: an account's expectation is a difference of two.
  const times: number[] = [];
  const sums: number[] = [];
  let [inUse, edge, running] = [0, 0, 0];
  for (const at of all) {
    while (edge < edges.length && (edges[edge]?.at as number) <= at) inUse += edges[edge++]?.change ?? 0;
    running += 1 / Math.max(1, inUse);
    times.push(at);
    sums.push(running);
  }
  let total = 0;
  let counted = 0;
  for (const list of accounts) {
    const expected = upTo(times, sums, list.at(-1) as number) - upTo(times, sums, (list[0] as number) - 1);
    if (expected < 1) continue;
    total += (list.length - expected) ** 2 / expected;
    counted++;
  }
  return counted < 4 ? null : total / (counted - 1);
}

function upTo(times: readonly number[], sums: readonly number[], at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : (sums[low - 1] as number);
}

/**
 * How regularly sessions come round: for each account, how many sessions of the group lie between two of its own, as
 * the coefficient of variation about the account's own mean. Near 0 when the account that rested longest is always next,
 * 1 when the next account is drawn at random. Null with fewer than 40 gaps.
 */
export function turnRegularity(starts: Starts): number | null {
  const merged: { at: number; account: number }[] = [];
  for (const [account, list] of starts) for (const at of list) merged.push({ at, account });
  merged.sort((a, b) => a.at - b.at || a.account - b.account);
  const last = new Map<number, number>();
  const gaps = new Map<number, number[]>();
  merged.forEach(({ account }, rank) => {
    const before = last.get(account);
    if (before !== undefined) {
      const list = gaps.get(account);
      if (list) list.push(rank - before);
      else gaps.set(account, [rank - before]);
    }
    last.set(account, rank);
  });
  let [squares, mean, count] = [0, 0, 0];
  for (const list of gaps.values()) {
    if (list.length < 3) continue;
    // A median is not moved by the pauses of a whole pool or by an account that joins late.
    const centre = quantile(list, 0.5);
    for (const gap of list) {
      const off = Math.min(3, gap / centre) - 1;
      squares += off * off;
      mean += 1;
      count++;
    }
  }
  return count < 40 ? null : Math.sqrt(squares / mean);
}
