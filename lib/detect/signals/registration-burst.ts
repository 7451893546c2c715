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

/**
 * Accounts registered within half an hour of another of the group. Null model: as many accounts drawn at random from
 * the others, 60 times (seeded), so that busy hours and the growth of the service are in it. Source: advisory AA26-251A (bulk
 * registration). A course or a hackathon registers like this too, which `campus` and `event` say.
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
    const days = new Set(times.map((time) => Math.floor(time / 86_400_000))).size;
    return {
      logOdds:
        clamp(
          Math.log((near / times.length + 0.02) / (usual / times.length + 0.02)),
          0,
          Math.min(3, Math.log(near)),
        ) * Math.min(1, near / times.length / ENOUGH),
      summary: `${number(near)} of ${number(times.length)} accounts were registered within half an hour of another of them, on ${number(days)} different days.`,
      baseline: `Of as many unrelated customers, ${number(usual)} are in the middle and at most ${number(high)} in 95 of 100 random choices.`,
      details: {
        accounts: times.length,
        near,
        null_median: usual,
        null_95: high,
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
