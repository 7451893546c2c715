import { seeded } from '@/lib/model/random';
import { quantile } from './statistics';
import { chiSquareTails, fisherCombined } from './statistics-tails';
import { evenShares, type Starts, turned, turnRegularity } from './timing';

const DAY = 86_400;
const LENGTHS = [1, 2, 4, 7].map((days) => days * DAY);
/** Sessions per account a window must hold on average, so that the chi-square approximation holds (Cochran 1954, for equal shares). */
const LEAST_MEAN = 3;
const LEAST_ACCOUNTS = 4;

export interface Shares {
  /** Sum of squared differences from an even share, divided by its degrees of freedom: 1 when each session goes to a random account. */
  spread: number;
  /** Chance that sessions dealt to random accounts come out as even as this or evener, over all windows. */
  p: number;
  /** 0 when the accounts were too short in use for windows, and their whole time was taken. */
  windows: number;
  /** Most accounts compared in one window. */
  accounts: number;
  sessions: number;
}

/**
 * Even-share test. In each window, over the accounts in use before and after it (so that joining and leaving the pool does
 * not count as unevenness), X² = Σ (c − n/K)² ÷ (n/K) against the left tail of a chi-square with K − 1 degrees of
 * freedom; windows are combined by Fisher's method. Windows are as short as gives three sessions an account.
 * Null when there is too little to compare.
 */
export function sharesTest(starts: Starts): Shares | null {
  let shares = known.get(starts);
  if (shares === undefined) {
    shares = test(starts);
    known.set(starts, shares);
  }
  return shares;
}

/** Kept with the starts that it is of: several signals ask, and a group that is looked at again has the same. */
const known = new WeakMap<Starts, Shares | null>();

function test(starts: Starts): Shares | null {
  const accounts = [...starts.values()].filter((list) => list.length > 0);
  if (accounts.length < LEAST_ACCOUNTS) return null;
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const list of accounts) {
    low = Math.min(low, list[0] as number);
    high = Math.max(high, list.at(-1) as number);
  }
  for (const length of LENGTHS) {
    const windows = windowsOf(accounts, low, high, length).filter(
      ({ counts }) =>
        counts.length >= LEAST_ACCOUNTS && counts.reduce((a, b) => a + b, 0) >= LEAST_MEAN * counts.length,
    );
    if (windows.length < 2) continue;
    let [x, df, sessions] = [0, 0, 0];
    const lefts = windows.map(({ counts }) => {
      const total = counts.reduce((a, b) => a + b, 0);
      const even = total / counts.length;
      const own = counts.reduce((sum, count) => sum + (count - even) ** 2 / even, 0);
      x += own;
      df += counts.length - 1;
      sessions += total;
      return chiSquareTails(own, counts.length - 1).left;
    });
    return {
      spread: x / df,
      p: fisherCombined(lefts),
      windows: windows.length,
      accounts: Math.max(...windows.map(({ counts }) => counts.length)),
      sessions,
    };
  }
  const spread = evenShares(starts);
  if (spread === null) return null;
  const df = accounts.length - 1;
  return {
    spread,
    p: chiSquareTails(spread * df, df).left,
    windows: 0,
    accounts: accounts.length,
    sessions: accounts.reduce((sum, list) => sum + list.length, 0),
  };
}

function windowsOf(
  accounts: readonly (readonly number[])[],
  low: number,
  high: number,
  length: number,
): { counts: number[] }[] {
  const windows = Array.from({ length: Math.floor((high - low) / length) }, () => ({
    counts: [] as number[],
  }));
  for (const list of accounts) {
    // The first window that begins after its first session, and the last that ends before its last one.
    const from = Math.ceil(((list[0] as number) - low) / length);
    const to = Math.min(windows.length, Math.floor(((list.at(-1) as number) - low) / length)) - 1;
    if (to < from) continue;
    const counts = new Array<number>(to - from + 1).fill(0);
    for (const at of list) {
      const place = Math.floor((at - low) / length) - from;
      if (place >= 0 && place < counts.length) counts[place] = (counts[place] as number) + 1;
    }
    counts.forEach((count, i) => {
      windows[from + i]?.counts.push(count);
    });
  }
  return windows;
}

export interface Turns {
  /** Variation of the number of others' sessions between two of one account: 0 in strict rotation, 1 at random. */
  variation: number;
  /** The same when every account's own history is shifted in time by itself: how regular they are without each other. */
  alone: number;
  shifts: number;
}

const SHIFTS = 12;
const MOST_SESSIONS = 12_000;

/**
 * Rotation against the accounts' own regularity: {@link turnRegularity} as it is and with each account's history shifted
 * around by a random time of its own (circular-shift surrogates, seeded). Customers with jobs on a schedule are as regular
 * when shifted; a dispatcher that takes the account that rested longest is not. Null when there are too few turns.
 */
export function turnTest(starts: Starts, seed: number): Turns | null {
  const part = denseStretch(starts);
  const variation = turnRegularity(part);
  if (variation === null) return null;
  const random = seeded(seed);
  const alone = Array.from({ length: SHIFTS }, () => turnRegularity(shifted(part, random)) ?? Number.NaN);
  const kept = alone.filter((value) => !Number.isNaN(value));
  return kept.length === 0 ? null : { variation, alone: quantile(kept, 0.5), shifts: kept.length };
}

/** The latest sessions, as many as are worth comparing. */
function denseStretch(starts: Starts): Starts {
  const all = [...starts.values()].flat();
  if (all.length <= MOST_SESSIONS) return starts;
  all.sort((a, b) => a - b);
  const from = all[all.length - MOST_SESSIONS] as number;
  return new Map([...starts].map(([account, list]) => [account, list.filter((at) => at >= from)]));
}

function shifted(starts: Starts, random: () => number): Starts {
  const result = new Map<number, number[]>();
  for (const [account, list] of starts) {
    if (list.length < 3) continue;
    const first = list[0] as number;
    const extent = (list.at(-1) as number) - first;
    // One mean pause is added, so that the last and the first session do not meet.
    const round = Math.max(1, extent + extent / (list.length - 1));
    result.set(account, turned(list, first, round, random() * round));
  }
  return result;
}
