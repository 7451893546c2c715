import { isHarvest } from '@/lib/detect/group';
import type { ContentFacts } from '@/lib/detect/snapshot';
import { clamp } from '@/lib/detect/statistics';
import { number, percent, type Signal } from './signal';
import { viewOf } from './view';

/**
 * Shared content that anyone may have: a client's system prompt and tools around prompts of people's own, or a scaffold
 * that many outside the group send as well. Base rate: the unrelated accounts that send it, in the same data. Source: popular
 * prompts by 721 contributors (awesome-chatgpt-prompts) and cookbook templates, which unrelated people paste unchanged.
 */
export const publicTemplate: Signal = {
  name: 'public-template',
  about: 'coordination',
  theme: 'public',
  evaluate(scene) {
    const { world, group, others } = scene;
    const { isMember, isOther } = viewOf(scene);
    let [harvest, scaffolded] = [0, 0];
    for (const { account } of group.members) {
      for (const cell of world.cells.by(account)) {
        if (!isHarvest(cell, group.harvest)) continue;
        harvest += cell.exchanges;
        if (group.harvest.families.has(cell.family)) scaffolded += cell.exchanges;
      }
    }
    if (harvest === 0) return null;
    let [elsewhere, here] = [0, 0];
    for (const type of ['families', 'systems', 'tools'] as const) {
      for (const at of group.harvest[type]) {
        const facts = world[type][at] as ContentFacts;
        for (const [account, count] of facts.byAccount) {
          if (isMember(account)) here += count;
          else if (isOther(account)) elsewhere += count;
        }
      }
    }
    const foreign = elsewhere / Math.max(1, elsewhere + here);
    const bare = 1 - scaffolded / harvest;
    const client = group.harvest.systems.size + group.harvest.tools.size > 0 && bare > 0.4;
    const logOdds = -clamp((client ? 2.5 * bare : 0) + 3 * clamp(foreign - 0.1, 0, 1), 0, 3);
    if (logOdds > -0.2) return null;
    const users = new Set<number>();
    for (const type of ['families', 'systems', 'tools'] as const)
      for (const at of group.harvest[type])
        for (const account of (world[type][at] as ContentFacts).byAccount.keys())
          if (isOther(account)) users.add(account);
    return {
      logOdds,
      summary: client
        ? `What they share is mostly a system prompt or a tool set: ${percent(bare)} of these exchanges carry prompts of their own.`
        : `${number(users.size)} unrelated accounts send the same scaffolds: ${percent(foreign)} of the exchanges in them come from outside the group.`,
      baseline: `${number(users.size)} of ${number(others.length)} other accounts have it; users of a popular client or of a public template look like this.`,
      details: {
        exchanges: harvest,
        in_scaffolds: scaffolded,
        share_outside: foreign,
        users_outside: users.size,
        others: others.length,
      },
    };
  },
};
