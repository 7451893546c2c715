import { facts } from '@/lib/detect/group';
import { number, type Signal } from './signal';
import { tally, viewOf } from './view';

const LEAST_SHARE = 0.8;
const LEAST_PRODUCTS = 3;

/**
 * One payer openly behind accounts that run different products: an agency, a studio, a company with projects. Operations
 * spread their payments over many cards and run one programme everywhere. Base rate: none is measured; an operation could
 * write a product for each account, which costs it what it wants to save, so it weighs at most 1.5.
 */
export const agency: Signal = {
  name: 'agency',
  about: 'coordination',
  theme: 'customer',
  evaluate(scene) {
    const { world } = scene;
    const { members, held } = viewOf(scene);
    const card = held('payment_fingerprint')[0];
    if (!card || members.length < 3 || card.inside < LEAST_SHARE * members.length) return null;
    const own = members.filter((account) => {
      const { exchanges } = facts(world, account);
      return (world.ownSystem.get(account) ?? 0) >= 0.5 * exchanges;
    }).length;
    const { counts: domains } = tally(members, (account) => facts(world, account).emailDomain);
    const { counts: names } = tally(members, (account) => facts(world, account).organization);
    const kind = tally(members, (account) => facts(world, account).paymentKind);
    const anonymous = (kind.counts.get('virtual') ?? 0) + (kind.counts.get('prepaid') ?? 0);
    if (own < LEAST_PRODUCTS || anonymous > 0.5 * Math.max(1, kind.known)) return null;
    const share = own / members.length;
    if (share < 0.4) return null;
    return {
      logOdds: -1.5 * share,
      explains: { themes: ['payment', 'infrastructure', 'registration', 'program'], share: 0.7 * share },
      summary: `One card openly pays for ${number(card.inside)} of ${number(members.length)} accounts, and ${number(own)} of them each run under a system prompt that nobody else sends.`,
      baseline:
        'An agency with one card and a product for each client looks like this; operations spread payments over many cards and run one program.',
      details: {
        accounts_on_the_card: card.inside,
        own_system_prompt: own,
        members: members.length,
        email_domains: domains.size,
        organizations: names.size,
      },
    };
  },
};
