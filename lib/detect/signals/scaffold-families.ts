import { countOf, harvestOf } from '@/lib/detect/group';
import { clamp, logLift, quantile } from '@/lib/detect/statistics';
import { number, percent, plural, type Signal } from './signal';

/**
 * Prompts built from the same scaffolds in many accounts. Weighed by how much of their traffic that is, because a popular
 * prompt is shared by many who use it once. Base rate: the others who send any of these scaffolds as often.
 */
export const scaffoldFamilies: Signal = {
  name: 'scaffold-families',
  about: 'coordination',
  theme: 'content',
  evaluate({ world, group, others }) {
    const { families } = group.harvest;
    if (families.size === 0) return null;
    const only = {
      families,
      systems: new Set<number>(),
      tools: new Set<number>(),
      capabilities: new Set<number>(),
    };
    const counts = group.members.map(({ account }) => harvestOf(world, account, only));
    const typical = quantile(counts, 0.5);
    const least = Math.max(2, typical / 4);
    const inside = counts.filter((count) => count >= least).length;
    const out = countOf(others, (account) => harvestOf(world, account, only) >= least);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const share = quantile(
      group.members.map(
        ({ account }, i) => (counts[i] as number) / Math.max(1, world.accounts[account]?.exchanges ?? 1),
      ),
      0.5,
    );
    const devotion = clamp(Math.log1p(typical) / Math.log(13), 0, 1) * clamp(0.25 + share, 0, 1);
    const most = 0.9 * Math.log(group.members.length);
    const logOdds =
      Math.min(most, clamp(logLift(inside, counts.length, out, others.length), 0, 5)) * devotion;
    if (logOdds < 0.2) return null;
    return {
      logOdds,
      summary: `${number(inside)} of ${plural(counts.length, 'account')} send the same ${plural(families.size, 'scaffold family', 'scaffold families')}, ${number(total)} times; it is ${percent(share)} of what a typical one sends.`,
      baseline: `Of ${number(others.length)} other accounts, ${number(out)} do.`,
      details: {
        families: families.size,
        accounts: inside,
        members: counts.length,
        exchanges: total,
        median_per_account: typical,
        median_share: share,
        others: out,
        others_total: others.length,
      },
    };
  },
};
