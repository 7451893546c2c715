import type { Starts } from './timing';

const DAY = 86_400;
/** Of an account with more sessions, as many at even distances are compared. */
const MOST_SESSIONS = 48;
/** Sessions nearer to each other are one sitting and say nothing of the hours that an account keeps. */
const APART = 0.75 * DAY;

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
 * needs no time zone and has no bias for few sessions); accounts weigh the same from sixteen pairs on. Null when there is none.
 */
export function hoursKept(starts: Starts): Hours | null {
  let [sum, weight, variance, accounts] = [0, 0, 0, 0];
  for (const list of starts.values()) {
    const step = Math.max(1, list.length / MOST_SESSIONS);
    const times: number[] = [];
    for (let at = 0; at < list.length; at += step) times.push(list[Math.floor(at)] as number);
    let [cosines, pairs] = [0, 0];
    for (let i = 0; i < times.length; i++) {
      for (let j = i + 1; j < times.length; j++) {
        const apart = (times[j] as number) - (times[i] as number);
        if (apart < APART) continue;
        cosines += Math.cos((2 * Math.PI * apart) / DAY);
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
