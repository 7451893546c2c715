import { facts } from '@/lib/detect/group';
import { number, type Signal } from './signal';

/**
 * The same declared use on most accounts: somebody said beforehand what this would be. A declaration alone is cheap, so
 * what it weighs follows from how many of those accounts are verified. Base rate: none is measured.
 */
export const declaredUse: Signal = {
  name: 'declared-use',
  about: 'extraction',
  theme: 'customer',
  evaluate({ world, group }) {
    const counts = new Map<string, number>();
    let verified = 0;
    for (const { account } of group.members) {
      const { declaredUse: use, verified: how } = facts(world, account);
      if (use === null) continue;
      counts.set(use, (counts.get(use) ?? 0) + 1);
      if (how === 'organization' || how === 'identity') verified++;
    }
    const [use, count] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? ['', 0];
    if (count < 0.5 * group.members.length) return null;
    return {
      logOdds: verified >= 0.5 * group.members.length ? -2 : -1,
      summary: `${number(count)} of ${number(group.members.length)} accounts declared their use as “${use.slice(0, 80)}”.`,
      baseline:
        verified > 0
          ? `${number(verified)} of them are verified.`
          : 'None of them is verified, so the declaration is only a claim.',
      details: { declared_use: use, accounts: count, members: group.members.length, verified },
    };
  },
};
