import { facts } from '@/lib/detect/group';
import { quantile } from '@/lib/detect/statistics';
import { number, type Signal, span } from './signal';

const DAY = 86_400_000;

/**
 * People who meet one thing at one time (an assignment, a viral prompt): a few requests each within days, in accounts
 * that otherwise live their own lives. A replay burst looks like it too, so it weighs in full only when their other traffic dominates.
 */
export const event: Signal = {
  name: 'event',
  about: 'coordination',
  theme: 'public',
  evaluate({ world, group, rhythm }) {
    const spans: number[] = [];
    for (const starts of rhythm.starts.values()) {
      if (starts.length > 0) spans.push(((starts.at(-1) as number) - (starts[0] as number)) * 1000);
    }
    const per = quantile(
      group.members.map(({ harvest }) => harvest),
      0.5,
    );
    const others = quantile(
      group.members.map(({ account, harvest }) => 1 - harvest / Math.max(1, facts(world, account).exchanges)),
      0.5,
    );
    if (per > 6 || spans.length < 4) return null;
    const typical = quantile(spans, 0.5);
    if (typical > 4 * DAY) return null;
    return {
      logOdds: -0.8 - 1.7 * Math.min(1, others / 0.5),
      summary: `Each account sent it only ${number(per)} times, within ${span(Math.max(60_000, typical))}.`,
      baseline: 'People who meet the same task or the same popular prompt do so too.',
      details: {
        median_exchanges: per,
        median_span_hours: typical / 3_600_000,
        median_share_of_other_traffic: others,
      },
    };
  },
};
