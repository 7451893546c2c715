import { REACH } from '@/lib/detect/load-handover';
import type { Handover } from '@/lib/detect/snapshot';
import { clamp } from '@/lib/detect/statistics';
import { binomialTail } from '@/lib/detect/statistics-tails';
import { number, type Signal, span } from './signal';

const LEAST_MOMENTS = 6;
/** Chance below which it counts, for either kind of moment. */
const LEAST_CHANCE = 0.01;

/**
 * When a member is limited or banned, others of the group take over at once. Null model: nothing happens at that moment, so
 * that the others' harvest rises as often as it falls from just before to just after (sign test, exact; busy times and shared
 * rhythm weigh on both sides alike). Moments close together count once. Source: relay software retries the next
 * account on a limit; advisory AA26-251A (automated failover). What every provider's overload does to all is no handover.
 */
export const handover: Signal = {
  name: 'handover',
  about: 'coordination',
  theme: 'timing',
  evaluate({ rhythm }) {
    const best = (['limits', 'bans'] as const)
      .flatMap((kind) => {
        const found = rises(rhythm.handovers?.[kind] ?? []);
        return found ? [{ kind, ...found }] : [];
      })
      .sort((a, b) => a.chance - b.chance)[0];
    if (!best || best.chance > LEAST_CHANCE) return null;
    const { kind, rose, fell, before, after, chance } = best;
    const [what, reach] = kind === 'limits' ? ['limited', REACH.limit] : ['banned or suspended', REACH.ban];
    const time = reach < 60 ? `${reach} seconds` : span(reach * 1000);
    return {
      logOdds: clamp(-0.4 * Math.log(chance), 0, 3) * clamp((rose / (rose + fell) - 0.5) / 0.3, 0, 1),
      summary: `When an account was ${what}, others of the group stepped in: their requests of this kind rose within ${time} in ${number(rose)} of ${number(rose + fell)} cases, from ${number(before)} to ${number(after)} in all.`,
      baseline: `If nothing were handed over they would rise in half of the cases; that many would be ${oneIn(chance)}.`,
      details: { moments: kind, rose, fell, before, after, reach_seconds: reach, chance },
    };
  },
};

function rises(moments: readonly Handover[]) {
  const changed = moments.filter(({ before, after }) => before !== after);
  const rose = changed.filter(({ before, after }) => after > before).length;
  if (changed.length < LEAST_MOMENTS || rose <= changed.length / 2) return null;
  return {
    rose,
    fell: changed.length - rose,
    before: moments.reduce((sum, one) => sum + one.before, 0),
    after: moments.reduce((sum, one) => sum + one.after, 0),
    chance: binomialTail(rose, changed.length, 0.5),
  };
}

/** A small probability as a person would say it. */
function oneIn(chance: number): string {
  return chance < 1e-6 ? 'less likely than one in a million' : `a chance of 1 in ${number(1 / chance)}`;
}
