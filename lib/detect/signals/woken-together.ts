import { facts, type Scene } from '@/lib/detect/group';
import type { Snapshot } from '@/lib/detect/snapshot';
import { clamp, quantile, sample, seedOf, shortestSpan } from '@/lib/detect/statistics';
import { seeded } from '@/lib/model/random';
import { type Finding, number, type Signal, span } from './signal';
import { perScene, viewOf } from './view';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LEAST_ACCOUNTS = 8;
const MOST_ACCOUNTS = 500;
/** Time that an account must have lain unused before: whoever signs up to use something uses it. */
const IDLE = DAY;
/** Longest stretch in which half of the accounts are first used: people who are called to something come over a morning or a day. */
const LONGEST = 2 * HOUR;
/** How much longer it took to make half of those, and at the least: accounts made at once for people who begin on one day are a firm's or a school's. */
const MADE_OVER = 10;
const MADE_LEAST = 2 * DAY;
const DRAWS = 60;
/** Share of what the least of the random choices takes, from which it is no chance. */
const SURELY_LESS = 0.5;
/** What it says where it may be a first lesson, what it says beyond that of accounts kept in stock, and what ending together adds. */
const CALLED = 1.2;
const STOCKED = 1.3;
const ENDED = 0.5;
/**
 * Accounts come from stock where the typical one lay unused for this long, from the first on doubtfully and at the second surely, or where
 * making half of them took so long, while they lay unused for a shorter time at least: people sign up for a course within days of it.
 */
const RESTED = [5 * DAY, 10 * DAY] as const;
const MADE_LONG = [10 * DAY, 20 * DAY] as const;
const RESTED_LITTLE = [2 * DAY, 4 * DAY] as const;
/** Log-odds at which it is taken as shown. */
const SURELY = 2;

/**
 * Accounts made at different times that lay unused and were all first used within the same few hours: kept in stock, and taken
 * into use by one hand. Null model: the first uses of as many other customers who had an account for a day before (60 draws, seeded), so that
 * working days and gaps in the records are in it. Nothing is said of accounts used at once after sign-up, nor of time before the
 * records begin. Accounts made within days that rested for days are those of people who were called to something, too, so it says little of
 * them and nothing but with other evidence. Source: account merchants who age accounts (ChinaTalk), pools that took over at once (September 2026
 * report). Measured in eleven worlds by an author who knows the record format only: it speaks of 20 of 61 operations and of none of 173 honest
 * groups. In worlds by others it also speaks of a benchmark team and of a laboratory that begin on one day, and with half a day instead of two hours of
 * volunteers who are called to a project.
 */
export const wokenTogether: Signal = {
  name: 'woken-together',
  about: 'coordination',
  theme: 'timing',
  evaluate: (scene) => awakening(scene)?.finding ?? null,
};

/** How far one hand took the accounts from stock into use, 0 to 1: however unevenly they are used then, and in whatever hours. */
export function takenIntoUse(scene: Scene): number {
  const found = awakening(scene);
  return found ? found.stocked * clamp(found.finding.logOdds / SURELY, 0, 1) : 0;
}

const awakening = perScene(look);

interface Life {
  /** From when the account could have been used, as far as the records reach, and when it first was. */
  ready: number;
  made: number;
  first: number;
  /** Its last use, if it might have been used for a day since; null otherwise. */
  ended: number | null;
}

function look(scene: Scene): { finding: Finding; stocked: number } | null {
  const { world, others } = scene;
  const { members } = viewOf(scene);
  const [begin, end] = reach(world);
  const random = seeded(seedOf(world.accounts[members[0] ?? 0]?.key ?? 0n));
  const livesOf = (accounts: readonly number[]): Life[] =>
    accounts.flatMap((account) => {
      const { createdAt, first, last, status } = facts(world, account);
      if (createdAt === null) return [];
      const ended = status === 'active' && end - last >= IDLE ? last : null;
      return [{ ready: Math.max(createdAt, begin), made: createdAt, first, ended }];
    });
  const lives = livesOf(sample(members, MOST_ACCOUNTS, random));
  if (lives.length < LEAST_ACCOUNTS || lives.length < Math.min(members.length, MOST_ACCOUNTS) / 2)
    return null;
  const half = Math.ceil(lives.length / 2);
  const idle = lives.filter(isIdle);
  const woken = shortest(
    idle.map(({ first }) => first),
    half,
  );
  if (woken.span > LONGEST) return null;
  const made = shortest(
    idle
      .filter(({ first }) => first >= woken.start && first <= woken.start + woken.span)
      .map((life) => life.made),
    Math.ceil(half / 2),
  ).span;
  if (made < Math.max(MADE_LEAST, MADE_OVER * woken.span)) return null;
  const ordinary = livesOf(others).filter(isIdle);
  if (ordinary.length < 2 * half) return null;
  const draws = Array.from(
    { length: DRAWS },
    () =>
      shortest(
        sample(ordinary, half * 2, random).map(({ first }) => first),
        half,
      ).span,
  );
  const least = Math.min(...draws);
  if (woken.span > SURELY_LESS * least) return null;
  const usual = quantile(draws, 0.5);
  const ended = shortest(
    lives.flatMap((life) => life.ended ?? []),
    half,
  ).span;
  const rested = quantile(
    idle.map(({ ready, first }) => first - ready),
    0.5,
  );
  const stopped = ended <= LONGEST;
  const stocked = Math.max(
    between(rested, RESTED),
    between(made, MADE_LONG) * between(rested, RESTED_LITTLE),
  );
  const finding: Finding = {
    logOdds:
      clamp(0.7 * Math.log(usual / Math.max(woken.span, HOUR)), 0, CALLED + STOCKED * stocked) +
      (stopped ? ENDED * stocked : 0),
    // A first lesson wakes the accounts of those who come to it: alone it leads to a look, and to no step.
    instructed: true,
    untied: true,
    news: stocked < 0.5,
    summary: `Half of ${number(lives.length)} accounts were first used within ${span(Math.max(60_000, woken.span))} of each other, after lying unused for ${span(rested)} in the middle, though half of these took ${span(made)} to make${
      stopped ? `; half were last used within ${span(Math.max(60_000, ended))} of each other` : ''
    }.`,
    baseline: `As many other customers who had an account for a day before they used it begin within ${span(usual)} in the middle of ${DRAWS} random choices, and within ${span(least)} at the least. People who are called to one lesson sign up within days of it and begin together as well.`,
    details: {
      accounts: lives.length,
      idle: idle.length,
      span_hours: woken.span / HOUR,
      made_hours: made / HOUR,
      idle_hours: rested / HOUR,
      null_median_hours: usual / HOUR,
      null_least_hours: least / HOUR,
      ended_hours: Number.isFinite(ended) ? ended / HOUR : null,
      first: new Date(woken.start).toISOString(),
    },
  };
  return { finding, stocked };
}

/** How far a value is from the first bound to the second, 0 to 1. */
function between(value: number, [low, high]: readonly [number, number]): number {
  return clamp((value - low) / (high - low), 0, 1);
}

function isIdle({ ready, first }: Life): boolean {
  return first - ready >= IDLE;
}

/** The shortest span that holds so many of the times; infinite where there are fewer. */
function shortest(times: readonly number[], count: number): { span: number; start: number } {
  if (times.length < count) return { span: Number.POSITIVE_INFINITY, start: 0 };
  return shortestSpan(
    [...times].sort((a, b) => a - b),
    count / times.length,
  );
}

const reaches = new WeakMap<Snapshot, readonly [number, number]>();

/** From when to when anybody's use is known: records may begin within the window. */
export function reach(world: Snapshot): readonly [number, number] {
  let range = reaches.get(world);
  if (!range) {
    let [begin, end] = [world.until, world.since];
    for (const { first, last } of world.accounts) {
      if (first < begin) begin = first;
      if (last > end) end = last;
    }
    range = [begin, end];
    reaches.set(world, range);
  }
  return range;
}
