import type { Starts } from './timing';

const DAY = 86_400;
/** Of an account with more sessions, as many at even distances are compared. */
const MOST_SESSIONS = 48;
/** Accounts in use for less say nothing of the hours that they keep: their days are hardly more than one sitting. */
const LEAST_SPAN = 1.5 * DAY;

export interface Hours {
  /**
   * How far sessions of one account on different days keep to the same hours: the mean cosine of their distance on the clock,
   * 0 when every hour is as likely, 1 when all begin at one time of day. Whatever the time zone.
   */
  kept: number;
  /** Standard deviation of that if every hour were as likely. */
  error: number;
  /** Accounts with sessions on several days. */
  accounts: number;
}

/**
 * Whether accounts keep hours, as people do who sleep. For all pairs of an account's sessions on different days, the cosine of the
 * difference of their times of day (the pairwise form of the mean resultant length of circular statistics, Mardia & Jupp 2000, which
 * needs no time zone and has no bias for few sessions); accounts weigh the same from sixteen pairs on. Pairs are taken by the day and
 * not by the time between them: in a short life most pairs lie near one day from each other whatever the hours, which is no habit. Null
 * when there is none.
 */
export function hoursKept(starts: Starts): Hours | null {
  let hours = known.get(starts);
  if (hours === undefined) {
    hours = measure(starts);
    known.set(starts, hours);
  }
  return hours;
}

/** Kept with the starts that they are of: several signals ask, and a group that is looked at again has the same. */
const known = new WeakMap<Starts, Hours | null>();

function measure(starts: Starts): Hours | null {
  let [sum, weight, variance, accounts] = [0, 0, 0, 0];
  for (const list of starts.values()) {
    if ((list.at(-1) ?? 0) - (list[0] ?? 0) < LEAST_SPAN) continue;
    const step = Math.max(1, list.length / MOST_SESSIONS);
    const times: number[] = [];
    for (let at = 0; at < list.length; at += step) times.push(list[Math.floor(at)] as number);
    let [cosines, pairs] = [0, 0];
    for (let i = 0; i < times.length; i++) {
      for (let j = i + 1; j < times.length; j++) {
        const [one, other] = [times[i] as number, times[j] as number];
        if (Math.floor(one / DAY) === Math.floor(other / DAY)) continue;
        cosines += Math.cos((2 * Math.PI * (other - one)) / DAY);
        pairs++;
      }
    }
    if (pairs === 0) continue;
    const own = Math.min(pairs, ENOUGH_PAIRS);
    sum += (own * cosines) / pairs;
    weight += own;
    variance += (own * own * 0.5) / pairs;
    accounts++;
  }
  return weight === 0 ? null : { kept: sum / weight, error: Math.sqrt(variance) / weight, accounts };
}

const ENOUGH_PAIRS = 16;
