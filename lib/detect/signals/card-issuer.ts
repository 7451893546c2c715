import { facts } from '@/lib/detect/group';
import { clamp, logLift } from '@/lib/detect/statistics';
import { number, percent, type Signal } from './signal';

/** One card issuer (BIN and kind) among the group's cards. Base rate: the issuer's share of other accounts' cards. */
export const cardIssuer: Signal = {
  name: 'card-issuer',
  about: 'coordination',
  theme: 'payment',
  evaluate({ world, group, others }) {
    const issuer = (account: number) => facts(world, account).paymentBin;
    const inside = tally(group.members.map(({ account }) => issuer(account)));
    const outside = tally(others.map(issuer));
    const [bin, count] = [...inside.counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [];
    if (bin === undefined || count === undefined || count < 4 || outside.total < 20) return null;
    const share = count / inside.total;
    const usual = (outside.counts.get(bin) ?? 0) / outside.total;
    const lift = logLift(count, inside.total, outside.counts.get(bin) ?? 0, outside.total);
    if (lift < 1 || share < 0.2) return null;
    return {
      logOdds: clamp(lift, 0, 2.5) * Math.min(1, (share * inside.total) / group.members.length / 0.5),
      summary: `${number(count)} of ${number(inside.total)} cards come from one issuer, ${bin}.`,
      baseline: `It issued ${percent(usual)} of other customers' cards.`,
      details: { bin, cards: count, of: inside.total, share, share_outside: usual },
    };
  },
};

function tally(values: (string | null)[]): { counts: Map<string, number>; total: number } {
  const counts = new Map<string, number>();
  let total = 0;
  for (const value of values) {
    if (value === null) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    total++;
  }
  return { counts, total };
}
