import { type Exchanges, MOST_CAPABILITIES, REFUSED } from './exchanges';
import type { GroupTraffic } from './load-rhythm';
import type { Phase, Snapshot } from './snapshot';

const BIN_SECONDS = 6 * 3600;

/**
 * How a group's traffic developed, in steps of six hours and by capability: how much was refused, how much came in the
 * group's scaffolds, and how many different openings it had. Steps with neither are left out. Ordered by time.
 */
export function phasesOf(
  world: Snapshot,
  { capability, flags, head, tail, frame, system, keys }: Exchanges,
  { places, at, harvest }: GroupTraffic,
): Phase[] {
  const phases = new Map<number, Phase>();
  const nameOf = (i: number) =>
    Math.floor((at[i] as number) / BIN_SECONDS) * MOST_CAPABILITIES +
    (capability[places[i] as number] as number);
  for (let i = 0; i < places.length; i++) {
    const name = nameOf(i);
    let phase = phases.get(name);
    if (!phase) {
      const bin = Math.floor(name / MOST_CAPABILITIES);
      phase = {
        at: world.since + bin * BIN_SECONDS * 1000,
        capability: name % MOST_CAPABILITIES,
        exchanges: 0,
        refused: 0,
        harvest: 0,
        openings: 0,
      };
      phases.set(name, phase);
    }
    phase.exchanges++;
    if ((flags[places[i] as number] as number) & REFUSED) phase.refused++;
    if (harvest[i] === 1) phase.harvest++;
  }
  const openings: number[] = [];
  for (let i = 0; i < places.length; i++) {
    const name = nameOf(i);
    const { refused, harvest: own } = phases.get(name) as Phase;
    const place = places[i] as number;
    const opening = head[place] || tail[place] || frame[place] || system[place] || 0;
    if (opening !== 0 && refused + own > 0) openings.push(name * (keys.size + 1) + opening);
  }
  const sorted = Float64Array.from(openings).sort();
  sorted.forEach((one, i) => {
    if (i > 0 && one === sorted[i - 1]) return;
    (phases.get(Math.floor(one / (keys.size + 1))) as Phase).openings++;
  });
  return [...phases.values()]
    .filter(({ refused, harvest: own }) => refused + own > 0)
    .sort((a, b) => a.at - b.at || a.capability - b.capability);
}
