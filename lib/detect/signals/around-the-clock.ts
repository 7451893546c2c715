import { countOf, facts } from '@/lib/detect/group';
import { clamp, quantile, sample } from '@/lib/detect/statistics';
import { hoursKept } from '@/lib/detect/timing-hours';
import { seeded } from '@/lib/model/random';
import { number, percent, type Signal } from './signal';
import { viewOf } from './view';

const LEAST_ACCOUNTS = 5;
/** Other customers whose hours must be known. */
const LEAST_OTHERS = 40;
const DRAWS = 60;
/** Share of accounts that name an organization from which they are firms: of the others it is then merely not known. */
const FIRMS = 0.5;
/** How little accounts must keep hours, and how many standard deviations below that and below what is usual they must lie. */
const HARDLY = 0.1;
const SURELY = 2;
/** Measured in simulated worlds by three authors: 57% of 261 parts of operations keep hours by less than 0.05, and 10% of 367 honest groups. */
const MOST = 0.95;

/**
 * Accounts that do not rest: what they begin on different days falls to any hour, while other customers keep hours. Pools are worked by
 * queues. Null model: random groups of as many other customers (60 draws, seeded), by the hours in which they are active. Jobs on servers
 * of unrelated firms do not rest either, so it never makes a second kind of evidence by itself, and counts only where few of the accounts
 * name an organization.
 */
export const aroundTheClock: Signal = {
  name: 'around-the-clock',
  about: 'coordination',
  theme: 'timing',
  evaluate(scene) {
    const { rhythm, world, others } = scene;
    const { usage } = rhythm;
    const hours = hoursKept(rhythm.starts);
    if (!usage || !hours || hours.accounts < LEAST_ACCOUNTS) return null;
    const { members } = viewOf(scene);
    const firms = countOf(members, (account) => facts(world, account).organization !== null) / members.length;
    // The others are few, while those whose use is known are the members of all groups.
    const known = others.flatMap((account) => {
      const { hoursKept: kept = 0, hoursPairs = 0 } = usage.get(account) ?? {};
      return hoursPairs > 0 ? [{ kept, weight: Math.min(ENOUGH_PAIRS, hoursPairs) }] : [];
    });
    if (known.length < LEAST_OTHERS) return null;
    const random = seeded(world.accounts.length + hours.accounts);
    const size = Math.min(hours.accounts, Math.floor(known.length / 2));
    const draws = Array.from({ length: DRAWS }, () => {
      let [sum, weight] = [0, 0];
      for (const one of sample(known, size, random)) {
        sum += one.kept * one.weight;
        weight += one.weight;
      }
      return sum / weight;
    });
    const usual = quantile(draws, 0.5);
    const least = Math.min(...draws);
    const atMost = hours.kept + SURELY * hours.error;
    if (hours.kept >= least || atMost >= Math.min(HARDLY, usual)) return null;
    const logOdds =
      clamp(Math.log(usual / Math.max(hours.kept, usual / 20)), 0, MOST) * (1 - clamp(firms / FIRMS, 0, 1));
    if (logOdds < 0.2) return null;
    return {
      logOdds,
      summary: `The accounts do not rest: what ${number(hours.accounts)} of them began on different days falls to any hour of the day, ${hours.kept.toFixed(2)} where 0 is any hour and 1 the same minute.`,
      baseline: `${number(DRAWS)} random groups of as many other customers keep hours by ${usual.toFixed(2)} in the middle and ${least.toFixed(2)} at the least. Jobs on servers of unrelated firms do not rest either, so it counts for little${firms > 0 ? `, and less because ${percent(firms)} of these name a firm` : ''}.`,
      details: { ...hours, others: known.length, usual, least, name_an_organization: firms },
    };
  },
};

/** As for the accounts themselves: more pairs of hours do not make an account count for more. */
const ENOUGH_PAIRS = 16;
