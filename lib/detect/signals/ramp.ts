import { facts } from '@/lib/detect/group';
import { clamp, quantile } from '@/lib/detect/statistics';
import { percent, type Signal, span } from './signal';

const DAY = 86_400_000;

/** New accounts at full rate from the first day. Base rate: other accounts made in the window (advisory AA26-251A). */
export const ramp: Signal = {
  name: 'ramp',
  about: 'coordination',
  theme: 'registration',
  evaluate({ world, group, others }) {
    const quick = (account: number): boolean | null => {
      const { createdAt, first, last, exchanges, days } = facts(world, account);
      if (createdAt === null || createdAt < world.since || exchanges < 8) return null;
      return first - createdAt < DAY && days >= 0.7 * Math.ceil((last - createdAt) / DAY);
    };
    const rate = (accounts: readonly number[]) => {
      const known = accounts.map(quick).filter((value) => value !== null);
      return { known: known.length, share: known.filter(Boolean).length / Math.max(1, known.length) };
    };
    const inside = rate(group.members.map(({ account }) => account));
    const outside = rate(others);
    if (inside.known < 8 || outside.known < 8 || inside.share < 0.4 || inside.share < 1.5 * outside.share)
      return null;
    const delays = group.members.flatMap(({ account }) => {
      const { createdAt, first } = facts(world, account);
      return createdAt === null || createdAt < world.since ? [] : [first - createdAt];
    });
    return {
      logOdds: clamp(0.7 * Math.log((inside.share + 0.05) / (outside.share + 0.05)), 0, 1.2),
      summary: `${percent(inside.share)} of its new accounts worked at full rate from the first day, ${span(quantile(delays, 0.5))} after sign-up.`,
      baseline: `Of other new accounts ${percent(outside.share)} did.`,
      details: {
        new_accounts: inside.known,
        share: inside.share,
        others: outside.known,
        share_outside: outside.share,
      },
    };
  },
};
