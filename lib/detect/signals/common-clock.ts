import { clamp, seedOf } from '@/lib/detect/statistics';
import { commonClock } from '@/lib/detect/timing';
import { plural, type Signal } from './signal';

/** One job clock behind the accounts: they work and pause together. Null model: each account's own history, shifted by whole days. */
export const commonClockSignal: Signal = {
  name: 'common-clock',
  about: 'coordination',
  theme: 'timing',
  evaluate({ world, group, rhythm }) {
    const clock = commonClock(
      rhythm.starts,
      seedOf(world.accounts[group.members[0]?.account ?? 0]?.key ?? 0n),
    );
    if (!clock || clock.deviations < 4 || clock.ratio < 1.15) return null;
    return {
      logOdds: clamp(2.2 * Math.log(clock.ratio), 0.2, 3),
      summary: `The accounts work and pause together: ${clock.ratio.toFixed(1)} times as many are at work in the same ten minutes as their own habits explain.`,
      baseline: `In ${plural(clock.shifts, 'history', 'histories')} with every account shifted by whole days: 1.0 times, ${clock.deviations.toFixed(0)} standard deviations below.`,
      details: { ...clock },
    };
  },
};
