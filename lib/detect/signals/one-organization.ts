import { facts } from '@/lib/detect/group';
import { clamp } from '@/lib/detect/statistics';
import { number, ONE_CUSTOMER, percent, type Signal } from './signal';
import { tally, viewOf } from './view';

/** Largest share of other customers that may have a mail domain for it to be an employer's and not a public mail service. */
const EMPLOYER = 0.01;

/**
 * Accounts of one named organization, or at one employer's mail domain, are one customer: coordinated openly. Verified
 * organizations weigh most, a name or a domain alone is only a claim (a domain costs an operation a few coins). Base rate: the
 * domain's share among the others, which tells an employer from a mail service.
 */
export const oneOrganization: Signal = {
  name: 'one-organization',
  about: 'coordination',
  theme: 'customer',
  evaluate(scene) {
    const { world, others } = scene;
    const { members } = viewOf(scene);
    const size = members.length;
    const [name, all] = [...tally(members, (account) => facts(world, account).organization).counts][0] ?? [
      '',
      0,
    ];
    const [domain, at] = [...tally(members, (account) => facts(world, account).emailDomain).counts][0] ?? [
      '',
      0,
    ];
    const verified = members.filter((account) => {
      const own = facts(world, account);
      return own.verified === 'organization' && (own.organization === name || own.emailDomain === domain);
    }).length;
    const outside = tally(others, (account) => facts(world, account).emailDomain);
    const elsewhere = outside.counts.get(domain) ?? 0;
    const employer = at >= 3 && outside.known >= 20 && elsewhere <= EMPLOYER * outside.known;
    const sure = verified >= 0.5 * size;
    if (all >= 0.5 * size) {
      const share = all / size;
      return {
        logOdds: (sure ? -4 : -1.5) * share,
        explains: { themes: ONE_CUSTOMER, share: (sure ? 0.9 : 0.3) * share },
        summary: sure
          ? `${number(all)} of ${number(size)} accounts belong to ${name.slice(0, 80)}, and ${number(verified)} are verified as an organization.`
          : `${number(all)} of ${number(size)} accounts name the same organization, ${name.slice(0, 80)}; ${verified === 0 ? 'it is not verified' : `${number(verified)} are verified`}.`,
        baseline:
          'A company, a campus or a benchmark team looks like one operation because it is one customer.',
        details: { organization: name, accounts: all, verified, members: size },
      };
    }
    if (at < 0.6 * size || !employer) return null;
    const share = at / size;
    return {
      logOdds: (sure ? -2.5 : -0.6) * clamp(share, 0, 1),
      explains: { themes: ONE_CUSTOMER, share: (sure ? 0.7 : 0.15) * share },
      summary: `${number(at)} of ${number(size)} accounts have an address at ${domain.slice(0, 80)}, as colleagues have; ${number(verified)} of them are verified as an organization.`,
      baseline: `Of ${number(outside.known)} other customers, ${number(elsewhere)} (${percent(elsewhere / outside.known)}) are there, so it is no public mail service; a domain of one's own proves no employer.`,
      details: { domain, accounts: at, verified, members: size, others: elsewhere },
    };
  },
};
