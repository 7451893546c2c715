import { facts } from '@/lib/detect/group';
import { clamp } from '@/lib/detect/statistics';
import { number, percent, type Signal } from './signal';
import { viewOf } from './view';

/**
 * Members whose identity or organization was verified, more than among other customers: each has somebody who answers for
 * it. Base rate: the others' verified share. Source: the September 2026 report (verification as a response); identities are
 * bought too, so it weighs at most 2.
 */
export const verifiedCustomers: Signal = {
  name: 'verified-customers',
  about: 'coordination',
  theme: 'customer',
  evaluate(scene) {
    const { world, others } = scene;
    const count = (accounts: readonly number[]) => {
      let [known, sure] = [0, 0];
      for (const account of accounts) {
        const { verified } = facts(world, account);
        if (verified === null) continue;
        known++;
        if (verified === 'identity' || verified === 'organization') sure++;
      }
      return { known, sure, share: sure / Math.max(1, known) };
    };
    const { members } = viewOf(scene);
    const [inside, outside] = [count(members), count(others)];
    if (inside.known < 3 || inside.share < 0.3 || inside.share < 1.5 * outside.share) return null;
    const logOdds = -2 * clamp(inside.share - outside.share, 0, 1) * (inside.known / members.length);
    if (logOdds > -0.2) return null;
    return {
      logOdds,
      summary: `${number(inside.sure)} of ${number(inside.known)} accounts are verified by identity or as an organization.`,
      baseline: `Of ${number(outside.known)} other accounts, ${number(outside.sure)} (${percent(outside.share)}) are; accounts bought in bulk mostly are not.`,
      details: {
        verified: inside.sure,
        known: inside.known,
        members: members.length,
        others: outside.sure,
        others_known: outside.known,
      },
    };
  },
};
