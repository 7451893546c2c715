import { seeded } from '@/lib/model/random';
import { sample } from './statistics';
import type { Starts } from './timing';

export interface Clock {
  /** How many pairs of accounts start sessions in the same bin, against the same accounts with their days exchanged. */
  ratio: number;
  /** Standard deviations above the mean of those histories. */
  deviations: number;
  /** Share of histories that reach the actual number; at least 1 in (histories + 1). */
  p: number;
  histories: number;
  accounts: number;
  /** Bins in which at least two accounts start: with a handful, a ratio says little. */
  meetings: number;
  /** Length of a bin in seconds. */
  bin: number;
}

const DAY = 86_400;
const MOST_ACCOUNTS = 300;
const MOST_STARTS = 400;
const HISTORIES = 40;
const FIRST = 6;
const CLOSE = 1.08;
/** Days of its own that an account must have, so that exchanging them changes anything. */
const LEAST_DAYS = 4;
const LEAST_ACCOUNTS = 5;

/**
 * Common clock: pairs of different accounts that start sessions in the same bin of `bin` seconds, each account weighing
 * the same, against histories in which every account keeps its days, its hours and its counts, but what it did on one of
 * its working days is exchanged with another working day of its own, weekends among themselves (seeded). So time zones,
 * office hours, weekends, schedules ("every day at midnight") and days on which all are busy say nothing; only that they
 * start together at times that no habit of theirs explains. `origin` is the time of second 0, in seconds since 1970.
 * Null with fewer than five accounts of four days each.
 */
export function clockTest(starts: Starts, seed: number, bin = 600, origin = 0): Clock | null {
  const random = seeded(seed);
  const all = [...starts.values()].filter((list) => list.length >= LEAST_DAYS);
  const histories = sample(all, MOST_ACCOUNTS, random)
    .map((list) => daysOf(sample(list, MOST_STARTS, random), bin, origin))
    .filter((days) => days.length >= LEAST_DAYS);
  if (histories.length < LEAST_ACCOUNTS) return null;
  const actual = together(histories, (account) => (histories[account] as WorkDay[]).map(({ day }) => day));
  const places = histories.map((days) =>
    [false, true].map((weekend) => days.flatMap(({ day }, i) => (isWeekend(day) === weekend ? [i] : []))),
  );
  const surrogate: number[] = [];
  const average = () => surrogate.reduce((a, b) => a + b, 0) / surrogate.length;
  while (surrogate.length < HISTORIES) {
    surrogate.push(
      together(histories, (account) =>
        exchanged(histories[account] as WorkDay[], places[account] as number[][], random),
      ),
    );
    // What is plainly no clock after a few histories need not be known more exactly.
    if (surrogate.length === FIRST && actual <= CLOSE * average()) break;
  }
  const mean = average();
  if (mean === 0) return null;
  const deviation = Math.sqrt(surrogate.reduce((a, b) => a + (b - mean) ** 2, 0) / surrogate.length);
  return {
    ratio: actual / mean,
    deviations: (actual - mean) / Math.max(deviation, 1e-12),
    p: (1 + surrogate.filter((value) => value >= actual).length) / (surrogate.length + 1),
    histories: surrogate.length,
    accounts: histories.length,
    meetings: meetingsOf(histories),
    bin,
  };
}

/** One working day of an account: the bins of the day in which it started sessions, with their weights. */
interface WorkDay {
  day: number;
  bins: Map<number, number>;
}

function daysOf(list: readonly number[], bin: number, origin: number): WorkDay[] {
  const days = new Map<number, WorkDay>();
  const weight = 1 / list.length;
  for (const at of list) {
    const time = origin + at;
    const day = Math.floor(time / DAY);
    let held = days.get(day);
    if (!held) {
      held = { day, bins: new Map() };
      days.set(day, held);
    }
    const place = Math.floor((time - day * DAY) / bin);
    held.bins.set(place, (held.bins.get(place) ?? 0) + weight);
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}

/** The days of an account in a random order; those of a kind (weekdays, weekends) change places with each other. */
function exchanged(
  days: readonly WorkDay[],
  kinds: readonly (readonly number[])[],
  random: () => number,
): number[] {
  const result = days.map(({ day }) => day);
  for (const places of kinds) {
    for (let i = places.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      const [a, b] = [places[i] as number, places[j] as number];
      [result[a], result[b]] = [result[b] as number, result[a] as number];
    }
  }
  return result;
}

/** 1970 began on a Thursday. */
function isWeekend(day: number): boolean {
  const weekday = (((day + 3) % 7) + 7) % 7;
  return weekday >= 5;
}

function meetingsOf(histories: readonly (readonly WorkDay[])[]): number {
  const counts = new Map<number, number>();
  for (const days of histories) {
    for (const { day, bins } of days) {
      for (const place of bins.keys()) {
        const at = day * DAY + place;
        counts.set(at, (counts.get(at) ?? 0) + 1);
      }
    }
  }
  let meetings = 0;
  for (const count of counts.values()) if (count > 1) meetings++;
  return meetings;
}

/** Sum over bins of the squared weight of all accounts, less what each account has there by itself. */
function together(
  histories: readonly (readonly WorkDay[])[],
  placed: (account: number) => readonly number[],
): number {
  const sums = new Map<number, number>();
  let own = 0;
  histories.forEach((days, account) => {
    const order = placed(account);
    days.forEach(({ bins }, i) => {
      const base = (order[i] as number) * DAY;
      for (const [place, weight] of bins) {
        own += weight * weight;
        sums.set(base + place, (sums.get(base + place) ?? 0) + weight);
      }
    });
  });
  let total = 0;
  for (const sum of sums.values()) total += sum * sum;
  return Math.max(0, total - own);
}
