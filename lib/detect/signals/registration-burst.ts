import { facts } from '@/lib/detect/group';
import { clamp, quantile, sample, seedOf } from '@/lib/detect/statistics';
import { seeded } from '@/lib/model/random';
import { number, type Signal } from './signal';
import { viewOf } from './view';

const NEAR = 30 * 60_000;
const DRAWS = 60;
const LEAST_NEAR = 4;
/** Share of the accounts from which it speaks for the group. */
const ENOUGH = 0.3;
/** More accounts than this do not make the comparison better. */
const MOST = 2_000;
/** Time by which people who heard of the same thing register sooner or later as it suits them, and what it says that they did. */
const SUITED = 3_600_000;
const HEARD = 0.35;
/** Gap to the next registration, as a share of what it is when each is moved by as much, from which they were made one after the other. */
const BULK = 0.6;

/**
 * Accounts registered within half an hour of another of the group. Null model: as many accounts drawn at random from
 * the others, 60 times (seeded), so that busy hours and the growth of the service are in it. It counts for little where they are
 * no nearer to each other than when each is moved by up to an hour: a class registers in the same days, but nobody makes its accounts
 * one after the other. Source: advisory AA26-251A (bulk registration). A room that registers at once does, which `sitting` says.
 */
export const registrationBurst: Signal = {
  name: 'registration-burst',
  about: 'coordination',
  theme: 'registration',
  news: true,
  evaluate(scene) {
    const { world, others } = scene;
    const created = (accounts: readonly number[]) =>
      accounts.flatMap((account) => facts(world, account).createdAt ?? []).sort((a, b) => a - b);
    const { members } = viewOf(scene);
    const random = seeded(seedOf(world.accounts[members[0] ?? 0]?.key ?? 0n));
    const times = created(sample(members, MOST, random));
    const dated = others.filter((account) => facts(world, account).createdAt !== null);
    if (times.length < 5 || dated.length < 2 * times.length) return null;
    const near = nearCount(times);
    if (near < LEAST_NEAR) return null;
    const draws = Array.from({ length: DRAWS }, () =>
      nearCount(created(sample(dated, times.length, random))),
    );
    const usual = quantile(draws, 0.5);
    const high = quantile(draws, 0.95);
    if (near <= high + 0.05 * times.length) return null;
    const gap = gapOf(times);
    const suited = quantile(
      Array.from({ length: DRAWS / 4 }, () =>
        gapOf(times.map((time) => time + (2 * random() - 1) * SUITED).sort((a, b) => a - b)),
      ),
      0.5,
    );
    const bulk = gap < BULK * suited;
    const days = new Set(times.map((time) => Math.floor(time / 86_400_000))).size;
    return {
      logOdds:
        clamp(
          Math.log((near / times.length + 0.02) / (usual / times.length + 0.02)),
          0,
          Math.min(3, Math.log(near)),
        ) *
        Math.min(1, near / times.length / ENOUGH) *
        (bulk ? 1 : HEARD),
      summary: `${number(near)} of ${number(times.length)} accounts were registered within half an hour of another of them, on ${number(days)} different days.`,
      baseline: `Of as many unrelated customers, ${number(usual)} are in the middle and at most ${number(high)} in 95 of 100 random choices.${
        bulk
          ? ''
          : ` They are no nearer to each other than if each had come up to an hour earlier or later, as people do who hear of the same thing, so it counts for little.`
      }`,
      details: {
        accounts: times.length,
        near,
        null_median: usual,
        null_95: high,
        median_gap_minutes: gap / 60_000,
        null_median_gap_minutes: suited / 60_000,
        days,
        first: new Date(times[0] as number).toISOString(),
        last: new Date(times.at(-1) as number).toISOString(),
      },
    };
  },
};

/** How many of the sorted times have a neighbour within half an hour. */
function nearCount(times: readonly number[]): number {
  let near = 0;
  times.forEach((time, i) => {
    if (
      time - (times[i - 1] ?? Number.NEGATIVE_INFINITY) <= NEAR ||
      (times[i + 1] ?? Number.POSITIVE_INFINITY) - time <= NEAR
    )
      near++;
  });
  return near;
}

/** The middle one of the times from each to its nearest neighbour, in milliseconds. */
function gapOf(times: readonly number[]): number {
  const gaps = times.map((time, i) =>
    Math.min(
      time - (times[i - 1] ?? Number.NEGATIVE_INFINITY),
      (times[i + 1] ?? Number.POSITIVE_INFINITY) - time,
    ),
  );
  return quantile(gaps, 0.5);
}
