import type { ContentFacts } from '@/lib/detect/snapshot';
import { clamp } from '@/lib/detect/statistics';
import { contrast } from '@/lib/detect/statistics-tails';
import { number, percent, type Signal } from './signal';

/** A content counts as one of the group's main ones from this share of the most used one's users. */
const MAIN = 0.3;

/**
 * Whether the same accounts use all of several scaffolds, and not each its own. Base rate: the others who use as many of
 * them, in the same data. Halved, because groups are found by such use. Source: CopyCatch (WWW 2013): many accounts with
 * many objects in common, where unrelated ones meet in one or two.
 */
export const commonRepertoire: Signal = {
  name: 'common-repertoire',
  about: 'coordination',
  theme: 'content',
  evaluate({ world, group, others }) {
    const contents = (['families', 'systems'] as const).flatMap((type) =>
      [...group.harvest[type]].map((at) => world[type][at] as ContentFacts),
    );
    const members = group.members.map(({ account }) => account);
    const used = (content: ContentFacts) =>
      members.filter((account) => content.byAccount.has(account)).length;
    const largest = Math.max(0, ...contents.map(used));
    const main = contents.filter((content) => used(content) >= Math.max(4, MAIN * largest)).slice(0, 64);
    if (main.length < 3) return null;
    const several = (account: number) =>
      main.filter(({ byAccount }) => byAccount.has(account)).length >=
      Math.min(4, Math.max(2, main.length / 2));
    const inside = members.filter(several).length;
    const out = others.filter(several).length;
    const share = inside / members.length;
    if (share < 0.3) return null;
    const { logOdds: odds, p } = contrast(inside, members.length, out, others.length);
    const logOdds = clamp(odds / 2, 0, 2.5) * share;
    if (logOdds < 0.2) return null;
    return {
      logOdds,
      summary: `${number(inside)} of ${number(members.length)} accounts each use ${number(Math.min(4, Math.max(2, Math.ceil(main.length / 2))))} or more of the same ${number(main.length)} prompts.`,
      baseline: `Of ${number(others.length)} other accounts, ${number(out)} do (${percent(out / Math.max(1, others.length))}).`,
      details: {
        scaffolds: main.length,
        accounts: inside,
        members: members.length,
        others: out,
        others_total: others.length,
        chance: p,
      },
    };
  },
};
