import { isHarvest } from '@/lib/detect/group';
import { clamp } from '@/lib/detect/statistics';
import { contrast } from '@/lib/detect/statistics-tails';
import { number, percent, plural, type Signal } from './signal';
import { viewOf } from './view';

/**
 * One program behind the accounts: the same parameters and tools in their harvest. Base rate: the others who use exactly that
 * combination in a fifth of their traffic, so a popular client's weighs next to nothing. Source: the fingerprints of clients in
 * replacement pools (parameter vector, tool schema) named in the September 2026 report.
 */
export const programVector: Signal = {
  name: 'program-vector',
  about: 'coordination',
  theme: 'program',
  evaluate(scene) {
    const { world, group, others } = scene;
    const { members } = viewOf(scene);
    const mine = (account: number, harvestOnly: boolean): Set<string> => {
      const own = new Map<string, number>();
      let total = 0;
      for (const cell of world.cells.by(account)) {
        if ((cell.param < 0 && cell.tool < 0) || (harvestOnly && !isHarvest(cell, group.harvest))) continue;
        const name = `${cell.param} ${cell.tool}`;
        own.set(name, (own.get(name) ?? 0) + cell.exchanges);
        total += cell.exchanges;
      }
      return new Set([...own].filter(([, count]) => count >= 0.2 * total).map(([name]) => name));
    };
    const counts = new Map<string, number>();
    for (const account of members)
      for (const name of mine(account, true)) counts.set(name, (counts.get(name) ?? 0) + 1);
    const [name, inside] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [];
    if (name === undefined || inside === undefined || inside < 4) return null;
    const [param, tool] = name.split(' ').map(Number) as [number, number];
    let out = 0;
    // Only who has the parameters, or the tools where there are none, can have the combination.
    const users = (param >= 0 ? world.params[param] : world.tools[tool])?.byAccount;
    for (const account of others) {
      if (!users?.has(account)) continue;
      let [with_, total] = [0, 0];
      for (const cell of world.cells.by(account)) {
        if (cell.param < 0 && cell.tool < 0) continue;
        total += cell.exchanges;
        if (cell.param === param && cell.tool === tool) with_ += cell.exchanges;
      }
      if (with_ > 0 && with_ >= 0.2 * total) out++;
    }
    const share = inside / members.length;
    const { logOdds, p } = contrast(inside, members.length, out, others.length);
    if (logOdds < 0.5 || share < 0.25) return null;
    const what = tool < 0 ? 'parameters' : param < 0 ? 'tools' : 'parameters and tools';
    return {
      logOdds: clamp(logOdds, 0, 3) * Math.min(1, share / 0.6),
      summary: `${number(inside)} of ${plural(members.length, 'account')} send these requests with exactly the same ${what}.`,
      baseline: `Of ${number(others.length)} other accounts, ${number(out)} (${percent(out / Math.max(1, others.length))}) use that combination.`,
      details: {
        accounts: inside,
        members: members.length,
        others: out,
        others_total: others.length,
        with_tools: tool >= 0,
        chance: p,
      },
    };
  },
};
