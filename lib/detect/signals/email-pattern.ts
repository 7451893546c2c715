import { facts } from '@/lib/detect/group';
import { clamp, logLift } from '@/lib/detect/statistics';
import { number, percent, type Signal } from './signal';

/** E-mail addresses of one shape at one domain, more than among others. Base rate: the same shape's share among the others. */
export const emailPattern: Signal = {
  name: 'email-pattern',
  about: 'coordination',
  theme: 'registration',
  evaluate({ world, group, others }) {
    const shape = (account: number) => {
      const { emailDomain, emailPattern: pattern } = facts(world, account);
      return emailDomain === null && pattern === null ? null : `${pattern ?? '…'}@${emailDomain ?? '…'}`;
    };
    const inside = new Map<string, number>();
    let known = 0;
    for (const { account } of group.members) {
      const name = shape(account);
      if (name === null) continue;
      known++;
      inside.set(name, (inside.get(name) ?? 0) + 1);
    }
    const [name, count] = [...inside].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [];
    if (name === undefined || count === undefined || count < 4) return null;
    let [out, outKnown] = [0, 0];
    for (const account of others) {
      const other = shape(account);
      if (other === null) continue;
      outKnown++;
      if (other === name) out++;
    }
    const lift = logLift(count, known, out, outKnown);
    const share = count / group.members.length;
    if (lift < 1 || share < 0.15) return null;
    return {
      logOdds: clamp(lift, 0, 2) * Math.min(1, share / 0.5),
      summary: `${number(count)} of ${number(known)} addresses have the form ${name}.`,
      baseline: `${percent(out / Math.max(1, outKnown))} of other customers' addresses do.`,
      details: { form: name, accounts: count, known, others: out, others_known: outKnown },
    };
  },
};
