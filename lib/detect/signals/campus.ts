import { facts } from '@/lib/detect/group';
import { number, ONE_CUSTOMER, percent, type Signal } from './signal';

/**
 * A class: education accounts of one domain. They meet an assignment together, and for a week look like one operation.
 * Base rate: none is measured; education accounts are obtained by fraud too (February 2026 report), so it explains only part.
 */
export const campus: Signal = {
  name: 'campus',
  about: 'coordination',
  theme: 'customer',
  evaluate({ world, group }) {
    const domains = new Map<string, number>();
    for (const { account } of group.members) {
      const { pathway, emailDomain } = facts(world, account);
      if (pathway === 'education' && emailDomain)
        domains.set(emailDomain, (domains.get(emailDomain) ?? 0) + 1);
    }
    const [domain, count] = [...domains].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? ['', 0];
    const share = count / group.members.length;
    if (share < 0.5) return null;
    return {
      logOdds: -2.5 * share,
      explains: { themes: ONE_CUSTOMER, share: 0.6 * share },
      summary: `${number(count)} of ${number(group.members.length)} accounts are education accounts at ${domain}.`,
      baseline: 'A class with one assignment would look like this for a week.',
      details: { domain, accounts: count, members: group.members.length, share: percent(share) },
    };
  },
};
