import { clamp, quantile } from '@/lib/detect/statistics';
import { number, plural, type Signal } from './signal';

/**
 * The same prompts within a minute, again and again. Null model: each account might have sent them at any other moment of
 * the same hours, which keeps popularity and time of day. Source: SynchroTrap (CCS 2014). Measured: co-posting within 60
 * seconds at least five times found 176 accounts in 16 groups, each of one published category (IRA tweets of 2016).
 * A single pair is the best of all pairs of accounts there are, so their number is taken off (Bonferroni); of three and more,
 * chance would have to strike once for each.
 */
export const actingTogether: Signal = {
  name: 'acting-together',
  about: 'coordination',
  theme: 'timing',
  also: ['content'],
  evaluate({ world, group }) {
    const members = new Set(group.members.map(({ account }) => account));
    const pairs = (world.unison ?? []).filter(({ a, b }) => members.has(a) && members.has(b));
    if (pairs.length === 0) return null;
    const acting = new Set(pairs.flatMap(({ a, b }) => [a, b]));
    const share = acting.size / members.size;
    const tried =
      members.size === 2 ? Math.log((world.accounts.length * (world.accounts.length - 1)) / 2) : 0;
    const weight =
      quantile(
        pairs.map((pair) => pair.weight),
        0.5,
      ) - tried;
    const logOdds = clamp(0.6 * weight, 0, MOST) * share;
    if (logOdds < 0.2) return null;
    const together = pairs.reduce((sum, pair) => sum + pair.together, 0);
    const expected = pairs.reduce((sum, pair) => sum + pair.expected, 0);
    const times = quantile(
      pairs.map((pair) => pair.together),
      0.5,
    );
    return {
      logOdds,
      summary: `${number(acting.size)} of ${plural(members.size, 'account')} send the same prompts within a minute of another of them, a typical pair on ${number(times)} occasions at least an hour apart.`,
      baseline: `At any other moments of the same hours, ${plural(pairs.length, 'pair')} would have met ${expected < 10 ? expected.toFixed(1) : number(expected)} times, not ${number(together)}.`,
      details: { accounts: acting.size, members: members.size, pairs: pairs.length, together, expected },
    };
  },
};

/** More than others may say: this is two kinds of evidence, and met far beyond any chance. */
const MOST = 7;
