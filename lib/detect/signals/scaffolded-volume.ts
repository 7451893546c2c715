import { isHarvest } from '@/lib/detect/group';
import { clamp } from '@/lib/detect/statistics';
import { CAPABILITIES } from '@/lib/model/capability';
import { number, percent, plural, type Signal } from './signal';

/** Ordinary writing and chat teach a model little that it would take a scaffold to collect. */
const ORDINARY = CAPABILITIES.indexOf('general');

/**
 * How much goes through the same scaffolds with ever new payloads: massive volume in few areas and highly repetitive
 * structures are the published hallmarks. Weighed by orders of magnitude; the base rate is a single customer's template.
 */
export const scaffoldedVolume: Signal = {
  name: 'scaffolded-volume',
  about: 'extraction',
  theme: 'content',
  evaluate({ world, group, peers }) {
    let [volume, special, all] = [0, 0, 0];
    for (const { account } of group.members) {
      for (const cell of world.cells[account] ?? []) {
        all += cell.exchanges;
        if (!isHarvest(cell, group.harvest)) continue;
        volume += cell.exchanges;
        if (cell.capability !== ORDINARY) special += cell.exchanges;
      }
    }
    if (volume < 100) return null;
    const weight = 0.45 + 0.55 * (special / volume);
    const logOdds = clamp(1.1 * Math.log10(volume / 150), 0, 3) * weight;
    if (logOdds < 0.2) return null;
    const { families, systems, tools } = group.harvest;
    const customer = median(peers.map((account) => world.accounts[account]?.exchanges ?? 0));
    return {
      logOdds,
      summary: `${plural(volume, 'exchange')} carry new payloads through the same ${plural(families.size || systems.size || tools.size, families.size ? 'scaffold' : systems.size ? 'system prompt' : 'tool set')}; that is ${percent(volume / all)} of what these accounts send.`,
      baseline: `A typical customer on these plans sends ${number(customer)} exchanges in all.`,
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
