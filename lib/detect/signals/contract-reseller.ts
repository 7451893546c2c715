import { facts } from '@/lib/detect/group';
import { number, ONE_CUSTOMER, type Signal } from './signal';
import { tally, viewOf } from './view';

const LEAST_SHARE = 0.5;

/**
 * Accounts on the reseller pathway: one contract partner that hands sessions out over its accounts, which is what it is
 * paid for. Verified partners weigh more than those of which only the pathway says so. It explains coordination and never
 * extraction: a customer of the partner can harvest through it.
 */
export const contractReseller: Signal = {
  name: 'contract-reseller',
  about: 'coordination',
  theme: 'customer',
  evaluate(scene) {
    const { world } = scene;
    const { members } = viewOf(scene);
    const resold = members.filter((account) => facts(world, account).pathway === 'reseller');
    const share = resold.length / members.length;
    if (resold.length < 3 || share < LEAST_SHARE) return null;
    const verified = resold.filter((account) => facts(world, account).verified === 'organization').length;
    const { counts } = tally(resold, (account) => facts(world, account).organization);
    const [name, named] = [...counts][0] ?? [null, 0];
    const sure = verified >= 0.5 * resold.length;
    return {
      logOdds: (sure ? -2 : -0.8) * share,
      explains: { themes: ONE_CUSTOMER, share: (sure ? 0.6 : 0.2) * share },
      summary: `${number(resold.length)} of ${number(members.length)} accounts are reseller accounts${name ? `, ${number(named)} of them of ${name.slice(0, 80)}` : ''}; ${number(verified)} are verified as an organization.`,
      baseline:
        'A reseller under contract shares cards, networks and dispatch between its accounts; what its customers do with them is another question.',
      details: { resellers: resold.length, members: members.length, verified, organization: name, named },
    };
  },
};
