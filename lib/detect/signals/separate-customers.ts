import { facts } from '@/lib/detect/group';
import { number, type Signal } from './signal';

/** Share of an account's traffic under its own system prompt from which it has a product of its own. */
const MOSTLY = 0.5;

/**
 * Accounts that are customers of their own: each names another organization, or runs under a system prompt that nobody
 * else sends. A template from a cookbook is shared by many such; an operation has no reason to write a product for each account.
 * A name costs nothing, so it counts for one, a verified one for two, and a product of its own for two. Base rate: none is measured.
 */
export const separateCustomers: Signal = {
  name: 'separate-customers',
  about: 'coordination',
  theme: 'public',
  evaluate({ world, group }) {
    const names = new Map<string, number>();
    const verified = new Set<string>();
    let products = 0;
    for (const { account } of group.members) {
      const { organization, exchanges, verified: how } = facts(world, account);
      if (organization !== null) {
        names.set(organization, (names.get(organization) ?? 0) + 1);
        if (how === 'organization') verified.add(organization);
      }
      if ((world.ownSystem.get(account) ?? 0) >= MOSTLY * exchanges) products++;
    }
    const size = group.members.length;
    const single = [...names].filter(([, count]) => count === 1).map(([name]) => name);
    const alone = single.length;
    const sure = single.filter((name) => verified.has(name)).length;
    const logOdds = -(alone + sure + 2 * products) / size;
    if (logOdds > -0.6) return null;
    return {
      logOdds,
      summary: `${number(alone)} of ${number(size)} accounts each name an organization of their own (${number(sure)} verified), ${number(products)} run under a system prompt that nobody else sends.`,
      baseline: 'Unrelated customers who took the same template look like this.',
      details: {
        organizations: names.size,
        named_once: alone,
        verified: sure,
        own_system_prompt: products,
        members: size,
      },
    };
  },
};
