import { clamp } from '@/lib/detect/statistics';
import { number, plural, type Signal } from './signal';

/**
 * Hidden reasoning blocks presented by an account that was not issued them. Unrelated accounts have no way to the same
 * block (replay of encrypted reasoning, arXiv 2608.09867), so a few are near-certain. Base rate: blocks others share.
 */
export const reasoningReuse: Signal = {
  name: 'reasoning-reuse',
  about: 'coordination',
  theme: 'reasoning',
  evaluate({ world, group, others }) {
    const members = new Set(group.members.map(({ account }) => account));
    const outside = new Set(others);
    const carriers = new Set<number>();
    let [blocks, strange] = [0, 0];
    for (const { issuers, presenters } of world.blocks) {
      const holders = new Set([...issuers, ...presenters]);
      const inside = [...holders].filter((account) => members.has(account));
      const foreign = presenters.filter(
        (account) => members.has(account) && [...holders].some((other) => other !== account),
      );
      if (inside.length > 1 && foreign.length > 0) {
        blocks++;
        for (const account of foreign) carriers.add(account);
      }
      if ([...holders].filter((account) => outside.has(account)).length > 1) strange++;
    }
    if (blocks < 3 || carriers.size < 2) return null;
    const coverage = carriers.size / members.size;
    return {
      logOdds: clamp(1 + Math.log(blocks), 0, 5) * Math.min(1, coverage / 0.3),
      summary: `${plural(carriers.size, 'account')} present ${plural(blocks, 'hidden reasoning block')} that other accounts of the group were issued or present too.`,
      baseline: `Among ${number(others.length)} other accounts, ${plural(strange, 'block is', 'blocks are')} shared.`,
      details: { blocks, accounts: carriers.size, members: members.size, blocks_outside: strange },
    };
  },
};
