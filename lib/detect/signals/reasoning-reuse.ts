import { lookupOf } from '@/lib/detect/lookup';
import { clamp } from '@/lib/detect/statistics';
import { contrast } from '@/lib/detect/statistics-tails';
import { number, percent, plural, type Signal } from './signal';
import { viewOf } from './view';

/**
 * Hidden reasoning blocks presented by an account that was not issued them. Unrelated accounts have no way to the same
 * block (replay of encrypted reasoning, arXiv 2608.09867; reports of September 2026), so a few are near-certain.
 * Base rate: the other accounts that present a block which somebody else holds, in the same data; one team that moves its
 * sessions between its own accounts does so too.
 */
export const reasoningReuse: Signal = {
  name: 'reasoning-reuse',
  about: 'coordination',
  theme: 'reasoning',
  evaluate(scene) {
    const { members, isMember, isOther, presented } = viewOf(scene);
    const carriers = new Set<number>();
    let blocks = 0;
    for (const { issuers, presenters } of presented()) {
      const holders = new Set(issuers.filter(isMember));
      for (const account of presenters) if (isMember(account)) holders.add(account);
      if (holders.size < 2) continue;
      for (const account of presenters) if (isMember(account)) carriers.add(account);
      blocks++;
    }
    if (blocks < 3 || carriers.size < 2) return null;
    const strangers = new Set<number>();
    const { holders } = lookupOf(scene.world);
    scene.world.blocks.forEach(({ presenters }, at) => {
      if ((holders[at] as readonly number[]).length < 2) return;
      for (const account of presenters) if (isOther(account)) strangers.add(account);
    });
    const others = scene.others.length;
    const { logOdds, p } = contrast(carriers.size, members.length, strangers.size, others);
    const weight =
      clamp(1 + Math.log(blocks), 0, Math.min(5, logOdds + 1.5)) *
      // A few who replay do not speak for the rest.
      Math.min(1, carriers.size / members.length / 0.5) ** 1.5;
    if (logOdds === 0 || weight < 0.2) return null;
    return {
      logOdds: weight,
      summary: `${number(carriers.size)} of ${number(members.length)} accounts present ${plural(blocks, 'hidden reasoning block')} that another account of the group was given or presents too.`,
      baseline: `Of ${number(others)} other accounts, ${number(strangers.size)} (${percent(strangers.size / Math.max(1, others))}) present a block that somebody else holds; nobody can make one up.`,
      details: {
        blocks,
        accounts: carriers.size,
        members: members.length,
        others: strangers.size,
        others_total: others,
        chance: p,
      },
    };
  },
};
