import { facts, type Scene } from '@/lib/detect/group';
import { clamp, quantile, sample, seedOf } from '@/lib/detect/statistics';
import { seeded } from '@/lib/model/random';
import { evenRegistration } from './even-registration';
import { type Finding, number, type Signal } from './signal';
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
/**
 * Accounts were made one after the other where the gap to the next registration is at most this share of what it is when each is
 * moved by as much, and the chance of that: from the first on it is doubted, at the second it is taken as shown.
 */
const BULK = { gap: 0.75, doubtful: 0.1, shown: 0.01 } as const;
/** How often each is moved, and how often where there are so many accounts that it takes time. */
const MOVES = { few: 199, many: 99, accounts: 500 } as const;

/**
 * Accounts registered within half an hour of another of the group. Null model: as many accounts drawn at random from
 * the others, 60 times (seeded), so that busy hours and the growth of the service are in it. It counts for little, and as news that
 * people heard, where they are no nearer to each other than when each is moved by up to an hour (seeded, exact by counting): a class
 * registers in the same days, but nobody makes its accounts one after the other. Source: advisory AA26-251A (bulk registration). A
 * room that registers at once does, which `sitting` says. Or at even intervals over days (see {@link evenRegistration}): what avoids
 * bursts by a schedule.
 */
export const registrationBurst: Signal = {
  name: 'registration-burst',
  about: 'coordination',
  theme: 'registration',
  evaluate(scene) {
    const [burst, even] = [inBursts(scene), evenRegistration(scene)];
    return even && even.logOdds > (burst?.logOdds ?? 0) ? even : burst;
  },
};

function inBursts(scene: Scene): Finding | null {
  const { world, others } = scene;
  const created = (accounts: readonly number[]) =>
    accounts.flatMap((account) => facts(world, account).createdAt ?? []).sort((a, b) => a - b);
  const { members } = viewOf(scene);
  const random = seeded(seedOf(world.accounts[members[0] ?? 0]?.key ?? 0n));
  const times = created(sample(members, MOST, random));
  const dated = others.flatMap((account) => facts(world, account).createdAt ?? []);
  if (times.length < 5 || dated.length < 2 * times.length) return null;
  const near = nearCount(times);
  if (near < LEAST_NEAR) return null;
  const draws = Array.from({ length: DRAWS }, () =>
    nearCount(Float64Array.from(sample(dated, times.length, random)).sort()),
  );
  const usual = quantile(draws, 0.5);
  const high = quantile(draws, 0.95);
  if (near <= high + 0.05 * times.length) return null;
  const gaps = gapsOf(times);
  const moved = Array.from({ length: times.length > MOVES.accounts ? MOVES.many : MOVES.few }, () =>
    gapsOf(times.map((time) => time + (2 * random() - 1) * SUITED).sort((a, b) => a - b)),
  );
  const gap = quantile(gaps, 0.5);
  const typical = moved.map((one) => quantile(one, 0.5));
  const suited = quantile(typical, 0.5);
  // The typical gap and, on a logarithmic scale, all that are near: of few accounts, either may be short by luck.
  const asNear = Math.max(
    typical.filter((one) => one <= gap).length,
    moved.filter((one) => nearness(one) <= nearness(gaps)).length,
  );
  const chance = (asNear + 1) / (moved.length + 1);
  const bulk =
    gap > BULK.gap * suited
      ? 0
      : clamp(Math.log(BULK.doubtful / chance) / Math.log(BULK.doubtful / BULK.shown), 0, 1);
  const days = new Set(times.map((time) => Math.floor(time / 86_400_000))).size;
  return {
    logOdds:
      clamp(
        Math.log((near / times.length + 0.02) / (usual / times.length + 0.02)),
        0,
        Math.min(3, Math.log(near)),
      ) *
      Math.min(1, near / times.length / ENOUGH) *
      (HEARD + (1 - HEARD) * bulk),
    news: bulk < 1,
    summary: `${number(near)} of ${number(times.length)} accounts were registered within half an hour of another of them, on ${number(days)} different days.`,
    baseline: `Of as many unrelated customers, ${number(usual)} are in the middle and at most ${number(high)} in 95 of 100 random choices.${
      bulk < 1
        ? ` They are hardly nearer to each other than if each had come up to an hour earlier or later, as people do who hear of the same thing, so it counts for less.`
        : ` They were made one after the other: moved by up to an hour each, ${asNear === 0 ? 'none' : `only ${number(asNear)}`} of ${number(moved.length)} random choices brings them as near to each other.`
    }`,
    details: {
      accounts: times.length,
      near,
      null_median: usual,
      null_95: high,
      chance_if_each_when_it_suits: chance,
      median_gap_minutes: gap / 60_000,
      null_median_gap_minutes: suited / 60_000,
      days,
      first: new Date(times[0] as number).toISOString(),
      last: new Date(times.at(-1) as number).toISOString(),
    },
  };
}

/** How many of the sorted times have a neighbour within half an hour. */
function nearCount(times: ArrayLike<number>): number {
  let near = 0;
  for (let i = 0; i < times.length; i++) {
    const time = times[i] as number;
    if (
      (i > 0 && time - (times[i - 1] as number) <= NEAR) ||
      (i + 1 < times.length && (times[i + 1] as number) - time <= NEAR)
    )
      near++;
  }
  return near;
}

/** The times from each to its nearest neighbour, in milliseconds. */
function gapsOf(times: readonly number[]): number[] {
  return times.map((time, i) =>
    Math.min(
      time - (times[i - 1] ?? Number.NEGATIVE_INFINITY),
      (times[i + 1] ?? Number.POSITIVE_INFINITY) - time,
    ),
  );
}

/** Mean logarithm of the gaps that moving could change. */
function nearness(gaps: readonly number[]): number {
  let [sum, count] = [0, 0];
  for (const gap of gaps) {
    if (gap > 2 * SUITED) continue;
    sum += Math.log(gap + 60_000);
    count++;
  }
  return count === 0 ? Number.POSITIVE_INFINITY : sum / count;
}
