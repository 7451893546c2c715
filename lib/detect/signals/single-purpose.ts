import { countOf, facts } from '@/lib/detect/group';
import { clamp } from '@/lib/detect/statistics';
import { contrast } from '@/lib/detect/statistics-tails';
import { CAPABILITIES } from '@/lib/model/capability';
import { number, percent, plural, type Signal } from './signal';
import { viewOf } from './view';

const EXTRACTION = CAPABILITIES.indexOf('trace_extraction');
/** Share of all that an account sends, and requests, from which it is used for that. */
const MOSTLY = 0.6;
const LEAST = 2;
const LEAST_ACCOUNTS = 5;
const MOST = 2;

/**
 * Accounts that are used for little but asking for the model's hidden reasoning. No product and no class needs it, so that the
 * program they share is not one that anybody might run; and who tries a trick that is going round does it beside a life of
 * his own. Base rate: the others that are used so, in the same data; of 101,528 public prompts the label marks 5 falsely. Source: the
 * September 2026 reports (4 such requests from each of 4,000 accounts). A firm that tests safeguards does it too, which
 * `verified-customers` and `declared-use` say.
 */
export const singlePurpose: Signal = {
  name: 'single-purpose',
  about: 'coordination',
  theme: 'harvest',
  evaluate(scene) {
    const { world, others } = scene;
    const { members } = viewOf(scene);
    const is = (account: number) => {
      const { capabilities, exchanges } = facts(world, account);
      const asked = capabilities[EXTRACTION] ?? 0;
      return asked >= LEAST && asked >= MOSTLY * exchanges;
    };
    const inside = countOf(members, is);
    if (inside < LEAST_ACCOUNTS) return null;
    const out = countOf(others, is);
    const { logOdds, p } = contrast(inside, members.length, out, others.length);
    const weight = clamp(logOdds, 0, MOST) * Math.min(1, inside / members.length / 0.5);
    if (weight < 0.2) return null;
    return {
      logOdds: weight,
      summary: `${number(inside)} of ${plural(members.length, 'account')} are used for little else than to ask for hidden reasoning: it is ${percent(MOSTLY)} or more of all that each sends.`,
      baseline: `Of ${number(others.length)} other accounts, ${number(out)} (${percent(out / Math.max(1, others.length))}) are. No product asks for it, and people who try a trick do other things besides.`,
      details: {
        accounts: inside,
        members: members.length,
        others: out,
        others_total: others.length,
        chance: p,
      },
    };
  },
};
