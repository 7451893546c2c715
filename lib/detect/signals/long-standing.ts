import { facts } from '@/lib/detect/group';
import { quantile } from '@/lib/detect/statistics';
import { number, percent, type Signal, span } from './signal';

const DAY = 86_400_000;

/**
 * Accounts made over a long time and older than the activity. Aged accounts are bought, too (ChinaTalk on account
 * merchants), so it weighs little. Comparison: published operations registered in bulk (advisory AA26-251A).
 */
export const longStanding: Signal = {
  name: 'long-standing',
  about: 'coordination',
  theme: 'registration',
  evaluate({ world, group }) {
    const ages = group.members.flatMap(({ account }) => {
      const { createdAt } = facts(world, account);
      return createdAt === null ? [] : [world.until - createdAt];
    });
    if (ages.length < 0.5 * group.members.length) return null;
    const typical = quantile(ages, 0.5);
    const spread = quantile(ages, 0.75) - quantile(ages, 0.25);
    if (typical < 120 * DAY || spread < 60 * DAY) return null;
    return {
      logOdds: -0.6,
      summary: `The accounts are ${span(typical)} old in the middle and were made over a long time.`,
      baseline: `Half of them were made within a stretch of ${span(spread)}; operations mostly register in bulk.`,
      details: {
        median_age_days: typical / DAY,
        interquartile_days: spread / DAY,
        accounts: number(ages.length),
        known: percent(ages.length / group.members.length),
      },
    };
  },
};
