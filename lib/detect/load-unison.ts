import type { Exchanges } from './exchanges';
import { type CommonActs, TOGETHER, type Unison, unisonOf } from './unison';

/** An opening that its senders use more often than this is a program's, whose accounts its contents show already. */
const MOST_USES = 20;
/** How many of the following senders of an opening are compared with each, so that busy openings make few pairs. */
const FOLLOWERS = 5;
/** Different hours in which two accounts must have met to be looked at. */
const LEAST_HOURS = 3;
/** Pairs that met most often, so that what is compared closely is bounded. */
const MOST_PAIRS = 20_000;
const HOUR = 3_600;
/** More than there are hours in any window. */
const MOST_HOURS = 2 ** 14;

/** What is sent with openings that several accounts use, by opening, time and account. Times in seconds since 1970. */
interface Acts {
  opening: Int32Array;
  account: Int32Array;
  at: Float64Array;
}

/** Pairs of accounts that send the same openings within a minute of each other, again and again. */
export function findUnison(exchanges: Exchanges): Unison[] {
  const acts = actsOf(exchanges);
  const pairs = meetings(acts, exchanges.from.length - 1);
  if (pairs.length === 0) return [];
  const met = new Set(pairs.flat());
  const byAccount = new Map<number, Map<number, number[]>>();
  for (let i = 0; i < acts.at.length; i++) {
    const account = acts.account[i] as number;
    if (!met.has(account)) continue;
    let own = byAccount.get(account);
    if (!own) {
      own = new Map();
      byAccount.set(account, own);
    }
    const times = own.get(acts.opening[i] as number);
    if (times) times.push(acts.at[i] as number);
    else own.set(acts.opening[i] as number, [acts.at[i] as number]);
  }
  return pairs.flatMap(
    ([a, b]) => unisonOf(commonActs(exchanges, a, b, byAccount.get(a), byAccount.get(b))) ?? [],
  );
}

function actsOf({ from, head, at, keys }: Exchanges): Acts {
  const users = new Int32Array(keys.size + 1);
  const uses = new Int32Array(keys.size + 1);
  const last = new Int32Array(keys.size + 1).fill(-1);
  const senders = new Int32Array(head.length);
  for (let account = 0; account + 1 < from.length; account++) {
    for (let i = from[account] as number; i < (from[account + 1] as number); i++) {
      const opening = head[i] as number;
      senders[i] = account;
      uses[opening] = (uses[opening] as number) + 1;
      if (last[opening] !== account) users[opening] = (users[opening] as number) + 1;
      last[opening] = account;
    }
  }
  const isAct = (opening: number) =>
    opening !== 0 &&
    (users[opening] as number) > 1 &&
    (uses[opening] as number) <= MOST_USES * (users[opening] as number);
  // Sorted by counting, and within an opening by time and account.
  const next = last.fill(0);
  let count = 0;
  for (let opening = 1; opening <= keys.size; opening++) {
    next[opening] = count;
    if (isAct(opening)) count += uses[opening] as number;
  }
  const order = new Int32Array(count);
  for (let i = 0; i < head.length; i++) {
    const opening = head[i] as number;
    if (!isAct(opening)) continue;
    order[next[opening] as number] = i;
    next[opening] = (next[opening] as number) + 1;
  }
  for (let opening = 1; opening <= keys.size; opening++) {
    if (!isAct(opening)) continue;
    const end = next[opening] as number;
    order
      .subarray(end - (uses[opening] as number), end)
      .sort((a, b) => (at[a] as number) - (at[b] as number) || a - b);
  }
  return {
    opening: order.map((i) => head[i] as number),
    account: order.map((i) => senders[i] as number),
    at: Float64Array.from(order, (i) => (at[i] as number) / 1e6),
  };
}

/** The pairs that met in most hours, as often as {@link LEAST_HOURS}. */
function meetings({ opening, account, at }: Acts, accounts: number): [number, number][] {
  const firstHour = Math.floor(at.reduce((least, time) => Math.min(least, time), Infinity) / HOUR);
  const met: number[] = [];
  for (let i = 0; i < at.length; i++) {
    const hour = Math.floor((at[i] as number) / HOUR) - firstHour;
    for (let j = i + 1; j <= i + FOLLOWERS && opening[j] === opening[i]; j++) {
      if (!((at[j] as number) - (at[i] as number) <= TOGETHER)) break;
      const [one, other] = [account[i] as number, account[j] as number];
      if (one !== other)
        met.push((Math.min(one, other) * accounts + Math.max(one, other)) * MOST_HOURS + hour);
    }
  }
  const sorted = Float64Array.from(met).sort();
  const pairs: { pair: number; hours: number }[] = [];
  for (let i = 0; i < sorted.length; ) {
    const pair = Math.floor((sorted[i] as number) / MOST_HOURS);
    let hours = 0;
    let before = -1;
    for (; i < sorted.length && Math.floor((sorted[i] as number) / MOST_HOURS) === pair; i++) {
      if (sorted[i] !== before) hours++;
      before = sorted[i] as number;
    }
    if (hours >= LEAST_HOURS) pairs.push({ pair, hours });
  }
  return pairs
    .sort((x, y) => y.hours - x.hours || x.pair - y.pair)
    .slice(0, MOST_PAIRS)
    .map(({ pair }) => [Math.floor(pair / accounts), pair % accounts]);
}

type Own = ReadonlyMap<number, number[]> | undefined;

function commonActs({ keys }: Exchanges, a: number, b: number, mine: Own, theirs: Own): CommonActs {
  const openings: CommonActs['openings'] = [];
  for (const [opening, ofA] of mine ?? []) {
    const ofB = theirs?.get(opening);
    if (ofB) openings.push({ key: keys.key(opening), ofA, ofB });
  }
  openings.sort((x, y) => (x.key < y.key ? -1 : 1));
  return { a, b, openings };
}
