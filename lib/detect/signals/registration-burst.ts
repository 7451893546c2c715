import { facts } from '@/lib/detect/group';
import { clamp, quantile, sample, seeded, seedOf } from '@/lib/detect/statistics';
import { number, percent, type Signal } from './signal';

const NEAR = 30 * 60_000;
const DRAWS = 60;

/**
 * Accounts registered within half an hour of another of the group. Null model: as many accounts drawn at random from
 * the others, 60 times (seeded). Bulk sign-ups are named by advisory AA26-251A.
 */
export const registrationBurst: Signal = {
  name: 'registration-burst',
  about: 'coordination',
  theme: 'registration',
  evaluate({ world, group, others }) {
    const created = (accounts: readonly number[]) =>
      accounts.flatMap((account) => facts(world, account).createdAt ?? []).sort((a, b) => a - b);
    const times = created(group.members.map(({ account }) => account));
    const dated = others.filter((account) => facts(world, account).createdAt !== null);
    if (times.length < 5 || dated.length < 2 * times.length) return null;
    const random = seeded(seedOf(world.accounts[group.members[0]?.account ?? 0]?.key ?? 0n));
    const inside = nearShare(times);
    const draws = Array.from({ length: DRAWS }, () =>
      nearShare(created(sample(dated, times.length, random))),
    );
    const usual = quantile(draws, 0.5);
    const high = quantile(draws, 0.95);
    if (inside <= high + 0.05) return null;
    const days = new Set(times.map((time) => Math.floor(time / 86_400_000))).size;
    return {
      logOdds: clamp(Math.log((inside + 0.02) / (usual + 0.02)), 0, 3),
      summary: `${percent(inside)} of the ${number(times.length)} accounts were registered within half an hour of another of them, on ${number(days)} days.`,
      baseline: `Of as many unrelated customers, ${percent(usual)} would be.`,
      details: {
        accounts: times.length,
        share_near: inside,
        null_median: usual,
        null_95: high,
        days,
        first: new Date(times[0] as number).toISOString(),
        last: new Date(times.at(-1) as number).toISOString(),
      },
    };
  },
};

/** Share of sorted times that have a neighbour within half an hour. */
function nearShare(times: readonly number[]): number {
  let near = 0;
  times.forEach((time, i) => {
    if (
      time - (times[i - 1] ?? Number.NEGATIVE_INFINITY) <= NEAR ||
      (times[i + 1] ?? Number.POSITIVE_INFINITY) - time <= NEAR
    )
      near++;
  });
  return times.length === 0 ? 0 : near / times.length;
}
