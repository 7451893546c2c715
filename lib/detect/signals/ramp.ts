import { facts } from '@/lib/detect/group';
import { clamp, quantile } from '@/lib/detect/statistics';
import { contrast } from '@/lib/detect/statistics-tails';
import { number, percent, type Signal, span } from './signal';
import { viewOf } from './view';

const DAY = 86_400_000;

/**
 * New accounts at full rate from the first day: they begin within a day of sign-up, work on most days since, and the first
 * day is as busy as the others. Base rate: other accounts made in the window, so that eager customers are in it. Source:
 * advisory AA26-251A (new accounts immediately at maximum usage).
 */
export const ramp: Signal = {
  name: 'ramp',
  about: 'coordination',
  theme: 'registration',
  evaluate(scene) {
    const { world, others, rhythm } = scene;
    const { members } = viewOf(scene);
    const quick = (account: number): boolean | null => {
      const { createdAt, first, last, exchanges, days } = facts(world, account);
      if (createdAt === null || createdAt < world.since || exchanges < 8) return null;
      if (first - createdAt >= DAY || days < 0.7 * Math.ceil((last - createdAt) / DAY)) return false;
      const firstDay = rhythm.usage?.get(account)?.firstDay;
      return firstDay === undefined || firstDay >= (0.7 * exchanges) / days;
    };
    const count = (accounts: readonly number[]) => {
      const known = accounts.map(quick).filter((value) => value !== null);
      return { known: known.length, quick: known.filter(Boolean).length };
    };
    const inside = count(members);
    // Of the others only those whose first day was counted, else the two sides would be measured differently.
    const outside = count(rhythm.usage ? others.filter((account) => rhythm.usage?.has(account)) : others);
    if (inside.known < 8 || outside.known < 8 || inside.quick < 0.4 * inside.known) return null;
    const { logOdds, p } = contrast(inside.quick, inside.known, outside.quick, outside.known);
    const weight = clamp(0.7 * logOdds, 0, 1.2);
    if (weight < 0.15) return null;
    const delays = members.flatMap((account) => {
      const { createdAt, first } = facts(world, account);
      return createdAt === null || createdAt < world.since ? [] : [first - createdAt];
    });
    return {
      logOdds: weight,
      // A course begins so, too.
      instructed: true,
      summary: `${number(inside.quick)} of its ${number(inside.known)} new accounts worked at full rate from the first day, in the middle ${span(quantile(delays, 0.5))} after sign-up.`,
      baseline: `Of ${number(outside.known)} other new accounts ${number(outside.quick)} (${percent(outside.quick / outside.known)}) did.`,
      details: {
        new_accounts: inside.known,
        quick: inside.quick,
        others: outside.known,
        others_quick: outside.quick,
        chance: p,
      },
    };
  },
};
