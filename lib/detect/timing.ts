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
  const lists: (readonly number[])[] = [];
  const accounts: number[] = [];
  let total = 0;
  for (const [account, list] of starts) {
    if (list.length === 0) continue;
    lists.push(list);
    accounts.push(account);
    total += list.length;
  }
  if (total - lists.length < LEAST_GAPS) return null;
  // Gaps of each account, one account after the other.
  const gaps = new Float64Array(total);
  const from = new Int32Array(lists.length);
  for (let i = 1; i < lists.length; i++)
    from[i] = (from[i - 1] as number) + (lists[i - 1] as number[]).length;
  const filled = new Int32Array(lists.length);
  const last = new Int32Array(lists.length).fill(-1);
  const order: number[] = [];
  merge(lists, accounts, (list, rank) => {
    const before = last[list] as number;
    last[list] = rank;
    if (before < 0) return;
    const nth = filled[list] as number;
    if (nth === 0) order.push(list);
    gaps[(from[list] as number) + nth] = rank - before;
    filled[list] = nth + 1;
  });
  let [squares, mean, count] = [0, 0, 0];
  for (const list of order) {
    const begin = from[list] as number;
    const end = begin + (filled[list] as number);
    if (end - begin < 3) continue;
    // A median is not moved by the pauses of a whole pool or by an account that joins late.
    const centre = medianOf(gaps.slice(begin, end).sort());
    for (let i = begin; i < end; i++) {
      const off = Math.min(3, (gaps[i] as number) / centre) - 1;
      squares += off * off;
      mean += 1;
      count++;
    }
  }
  return count < LEAST_GAPS ? null : Math.sqrt(squares / mean);
}

const LEAST_GAPS = 40;

function medianOf(sorted: Float64Array): number {
  const at = (sorted.length - 1) / 2;
  const low = Math.floor(at);
  const a = sorted[low] as number;
  const b = sorted[Math.min(low + 1, sorted.length - 1)] as number;
  return a + (b - a) * (at - low);
}

/** Visits the items of ascending lists in order, those at one moment by their names, with their ranks (a binary heap of the lists). */
function merge(
  lists: readonly (readonly number[])[],
  names: readonly number[],
  visit: (list: number, rank: number) => void,
): void {
  // Whole seconds, as loaded ones are, are sorted as one with the place of their list in the order of names.
  if (lists.every((list) => list.every(Number.isInteger))) {
    const byName = [...lists.keys()].sort((a, b) => (names[a] as number) - (names[b] as number));
    let size = 0;
    for (const list of lists) size += list.length;
    const all = new Float64Array(size);
    let next = 0;
    byName.forEach((list, place) => {
      for (const at of lists[list] as readonly number[]) all[next++] = at * lists.length + place;
    });
    all.sort().forEach((one, rank) => {
      visit(byName[one - Math.floor(one / lists.length) * lists.length] as number, rank);
    });
    return;
  }
  const heads = Float64Array.from(lists, (list) => list[0] as number);
  const next = new Int32Array(lists.length).fill(1);
  const before = (x: number, y: number) => {
    const [a, b] = [heads[x] as number, heads[y] as number];
    return a < b || (a === b && (names[x] as number) < (names[y] as number));
  };
  const heap = Int32Array.from(lists.keys());
  let size = heap.length;
  const sink = (place: number) => {
    const item = heap[place] as number;
    let at = place;
    for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && before(heap[child + 1] as number, heap[child] as number)) child++;
      if (!before(heap[child] as number, item)) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = item;
  };
  for (let at = (size >> 1) - 1; at >= 0; at--) sink(at);
  for (let rank = 0; size > 0; rank++) {
    const top = heap[0] as number;
    visit(top, rank);
    const list = lists[top] as readonly number[];
    const at = next[top] as number;
    if (at < list.length) {
      heads[top] = list[at] as number;
      next[top] = at + 1;
    } else heap[0] = heap[--size] as number;
    sink(0);
  }
}

/**
 * Ascending times moved by `by`, less than `round`, where what comes to lie beyond `first` + `round` begins again at `first`. They
 * stay ascending but for one place, from which on they are taken first.
 */
export function turned(list: readonly number[], first: number, round: number, by: number): number[] {
  const moved = list.map((at) => first + ((at - first + by) % round));
  let cut = 1;
  while (cut < moved.length && (moved[cut] as number) >= (moved[cut - 1] as number)) cut++;
  return cut >= moved.length ? moved : [...moved.slice(cut), ...moved.slice(0, cut)];
}
