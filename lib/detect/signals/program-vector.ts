import { isHarvest } from '@/lib/detect/group';
import { clamp, logLift } from '@/lib/detect/statistics';
import { number, percent, plural, type Signal } from './signal';

/** One program behind the accounts: the same parameters and tools in their harvest. Base rate: the others' use of that pair. */
export const programVector: Signal = {
  name: 'program-vector',
  about: 'coordination',
  theme: 'program',
  evaluate({ world, group, others }) {
    const counts = new Map<string, number>();
    const mine = (account: number, harvestOnly: boolean): Set<string> => {
      const own = new Map<string, number>();
      let total = 0;
      for (const cell of world.cells[account] ?? []) {
        if ((cell.param < 0 && cell.tool < 0) || (harvestOnly && !isHarvest(cell, group.harvest))) continue;
        const name = `${cell.param} ${cell.tool}`;
        own.set(name, (own.get(name) ?? 0) + cell.exchanges);
        total += cell.exchanges;
      }
      return new Set([...own].filter(([, count]) => count >= 0.2 * total).map(([name]) => name));
    };
    for (const { account } of group.members)
      for (const name of mine(account, true)) counts.set(name, (counts.get(name) ?? 0) + 1);
    const [name, inside] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [];
    if (name === undefined || inside === undefined || inside < 4) return null;
    const out = others.filter((account) => mine(account, false).has(name)).length;
    const share = inside / group.members.length;
    const lift = logLift(inside, group.members.length, out, others.length);
    if (lift < 0.7 || share < 0.25) return null;
    const withTools = !name.endsWith(' -1');
    return {
      logOdds: clamp(lift, 0, 3) * Math.min(1, share / 0.6),
      summary: `${number(inside)} of ${plural(group.members.length, 'account')} send it with exactly the same parameters${withTools ? ' and tools' : ''}.`,
      baseline: `${percent(out / Math.max(1, others.length))} of other accounts use that combination.`,
      details: {
        accounts: inside,
        members: group.members.length,
        others: out,
        others_total: others.length,
        with_tools: withTools,
      },
    };
  },
};
