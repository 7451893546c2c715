import { isHarvest } from '@/lib/detect/group';
import type { Repertoire } from '@/lib/detect/repertoire';
import { clamp, quantile } from '@/lib/detect/statistics';
import { CAPABILITIES } from '@/lib/model/capability';
import { number, percent, plural, type Signal } from './signal';

/** Ordinary writing and chat teach a model little that it would take a scaffold to collect. */
const ORDINARY = CAPABILITIES.indexOf('general');

/**
 * How much goes through the same scaffolds with ever new payloads: massive volume in few areas and highly repetitive
 * structures are the published hallmarks (February 2026). The median peer's whole traffic is given for comparison. Weighed by orders of magnitude, and
 * less for a handful of accounts, which one customer's template may have; more when the prompts ask for a known capability.
 */
export const scaffoldedVolume: Signal = {
  name: 'scaffolded-volume',
  about: 'extraction',
  theme: 'content',
  evaluate({ world, group, peers }) {
    let [volume, special, all] = [0, 0, 0];
    for (const { account } of group.members) {
      for (const cell of world.cells.by(account)) {
        all += cell.exchanges;
        if (!isHarvest(cell, group.harvest)) continue;
        volume += cell.exchanges;
        if (cell.capability !== ORDINARY) special += cell.exchanges;
      }
    }
    if (volume < 100) return null;
    // What one busy account does is not the group's: more than five times the typical account's harvest does not count.
    const harvests = group.members.map(({ harvest }) => harvest);
    const most = 5 * quantile(harvests, 0.5);
    const typical = harvests.reduce((sum, harvest) => sum + Math.min(harvest, most), 0);
    const distributed = clamp(Math.log(group.members.length / 5) / Math.log(8), 0.3, 1);
    const logOdds =
      clamp(1.1 * Math.log10(Math.max(1, typical) / 150), 0, 3) *
      (0.75 + 0.25 * (special / volume)) *
      distributed;
    if (logOdds < 0.2) return null;
    const { families, systems, tools } = group.harvest;
    const customer = median(peers.map((account) => world.accounts[account]?.exchanges ?? 0));
    return {
      logOdds,
      summary: `${plural(volume, 'exchange')} from ${plural(group.members.length, 'account')} carry new contents in ${shell(group.harvest)}; that is ${percent(volume / all)} of what these accounts send.`,
      baseline: `A typical one of ${number(peers.length)} comparable customers sends ${number(customer)} exchanges in all; batch customers send thousands through one template too.`,
      details: {
        exchanges: volume,
        all_exchanges: all,
        with_capability: special,
        families: families.size,
        systems: systems.size,
        tool_sets: tools.size,
      },
    };
  },
};

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** `one scaffold`, `29 scaffolds`, `one tool set` */
function shell({ families, systems, tools }: Repertoire): string {
  const [count, name] = families.size
    ? [families.size, 'scaffold']
    : systems.size
      ? [systems.size, 'system prompt']
      : [tools.size, 'tool set'];
  return count === 1 ? `one ${name}` : plural(count, name);
}
