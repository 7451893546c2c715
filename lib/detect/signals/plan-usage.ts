import { facts } from '@/lib/detect/group';
import { clamp, quantile } from '@/lib/detect/statistics';
import { contrast } from '@/lib/detect/statistics-tails';
import { number, percent, type Signal } from './signal';
import { viewOf } from './view';

/** Share of comparable customers that are as busy, which marks a heavy use. */
const BUSY = 0.9;
const LEAST_PEERS = 20;
/** Share of what the plan allows in an hour at which a limit is nearly used up: relays throttle themselves at 0.9 of it. */
const NEAR_LIMIT = 0.7;

/**
 * Use that is unusual for the plan: members busier on their working days than nine in ten customers of the same plan, or in
 * their busiest hour near the plan's limit. Base rates: customers of the same plan in the same data, the sampled ones for
 * limits. Source: advisory AA26-251A (subscription-to-usage ratio). Batch customers are heavy users too, hence the low cap.
 */
export const planUsage: Signal = {
  name: 'plan-usage',
  about: 'extraction',
  theme: 'content',
  evaluate(scene) {
    const { world, peers: others, rhythm } = scene;
    const { members } = viewOf(scene);
    const daily = (account: number) => {
      const { exchanges, days } = facts(world, account);
      return exchanges / Math.max(1, days);
    };
    const byPlan = new Map<string, number[]>();
    for (const account of others) {
      const { plan } = facts(world, account);
      if (plan === null) continue;
      const list = byPlan.get(plan);
      if (list) list.push(daily(account));
      else byPlan.set(plan, [daily(account)]);
    }
    const bars = new Map(
      [...byPlan]
        .filter(([, list]) => list.length >= LEAST_PEERS)
        .map(([plan, list]) => [plan, quantile(list, BUSY)]),
    );
    const busy = (account: number): boolean | null => {
      const { plan } = facts(world, account);
      const bar = plan === null ? undefined : bars.get(plan);
      return bar === undefined ? null : daily(account) > bar;
    };
    const limited = (account: number): boolean | null => {
      const use = rhythm.usage?.get(account);
      return use?.rpmLimit ? use.busiestHour >= NEAR_LIMIT * 60 * use.rpmLimit : null;
    };
    const found = [
      { kind: 'daily', ...count(members, others, busy) },
      { kind: 'limit', ...count(members, others, limited) },
    ]
      .flatMap((one) => {
        if (one.known < 5 || one.outKnown < LEAST_PEERS) return [];
        const { logOdds, p } = contrast(one.yes, one.known, one.out, one.outKnown);
        return [{ ...one, p, weight: clamp(0.5 * logOdds, 0, 0.5) * Math.min(1, one.yes / one.known / 0.5) }];
      })
      .sort((a, b) => b.weight - a.weight)[0];
    if (!found || found.weight < 0.15) return null;
    const { kind, yes, known, out, outKnown, p } = found;
    return {
      logOdds: found.weight,
      summary:
        kind === 'daily'
          ? `${number(yes)} of ${number(known)} accounts send more on a working day than nine in ten customers of their plan.`
          : `${number(yes)} of ${number(known)} accounts used at least ${percent(NEAR_LIMIT)} of what their plan allows in their busiest hour.`,
      baseline: `Of ${number(outKnown)} other customers ${kind === 'daily' ? 'of these plans' : 'with a known limit'}, ${number(out)} (${percent(out / outKnown)}) do.`,
      details: { measure: kind, accounts: yes, known, others: out, others_known: outKnown, chance: p },
    };
  },
};

function count(
  members: readonly number[],
  others: readonly number[],
  is: (account: number) => boolean | null,
): { yes: number; known: number; out: number; outKnown: number } {
  const of = (accounts: readonly number[]) => {
    let [yes, known] = [0, 0];
    for (const account of accounts) {
      const value = is(account);
      if (value === null) continue;
      known++;
      if (value) yes++;
    }
    return { yes, known };
  };
  const [inside, outside] = [of(members), of(others)];
  return { yes: inside.yes, known: inside.known, out: outside.yes, outKnown: outside.known };
}
