import { facts } from '@/lib/detect/group';
import { number, ONE_CUSTOMER, type Signal } from './signal';

/** Accounts of one named organization are one customer: coordinated openly. Verified organizations weigh more than named ones. */
export const oneOrganization: Signal = {
  name: 'one-organization',
  about: 'coordination',
  theme: 'customer',
  evaluate({ world, group }) {
    const counts = new Map<string, { all: number; verified: number }>();
    for (const { account } of group.members) {
      const { organization, verified } = facts(world, account);
      if (organization === null) continue;
      const held = counts.get(organization) ?? { all: 0, verified: 0 };
      held.all++;
      if (verified === 'organization') held.verified++;
      counts.set(organization, held);
    }
    const [name, { all, verified }] = [...counts].sort(
      (a, b) => b[1].all - a[1].all || (a[0] < b[0] ? -1 : 1),
    )[0] ?? ['', { all: 0, verified: 0 }];
    const size = group.members.length;
    if (all < 0.5 * size) return null;
    const sure = verified >= 0.5 * size;
    return {
      logOdds: (sure ? -4 : -1.5) * (all / size),
      explains: { themes: ONE_CUSTOMER, share: (sure ? 0.9 : 0.3) * (all / size) },
      summary: sure
        ? `${number(all)} of ${number(size)} accounts belong to ${name}, and ${number(verified)} are verified as an organization.`
        : `${number(all)} of ${number(size)} accounts name the same organization, ${name}; it is not verified.`,
      baseline:
        'A company, a campus or a benchmark team looks like one operation because it is one customer.',
      details: { organization: name, accounts: all, verified, members: size },
    };
  },
};
