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
  // By step and capability, of which there are a few thousand whatever the group.
  const slots = Int32Array.from(
    places,
    (place, i) =>
      Math.floor((at[i] as number) / BIN_SECONDS) * MOST_CAPABILITIES + (capability[place] as number),
  );
  const room = 1 + slots.reduce((most, slot) => Math.max(most, slot), -1);
  const all = new Int32Array(room);
  const refused = new Int32Array(room);
  const own = new Int32Array(room);
  slots.forEach((slot, i) => {
    all[slot] = (all[slot] as number) + 1;
    if ((flags[places[i] as number] as number) & REFUSED) refused[slot] = (refused[slot] as number) + 1;
    if (harvest[i] === 1) own[slot] = (own[slot] as number) + 1;
  });
  const isShown = (slot: number) => (refused[slot] as number) + (own[slot] as number) > 0;
  const named = new Float64Array(places.length);
  let count = 0;
  slots.forEach((slot, i) => {
    const place = places[i] as number;
    const opening = head[place] || tail[place] || frame[place] || system[place] || 0;
    if (opening !== 0 && isShown(slot)) named[count++] = slot * (keys.size + 1) + opening;
  });
  const openings = new Int32Array(room);
  const sorted = named.subarray(0, count).sort();
  sorted.forEach((one, i) => {
    if (i > 0 && one === sorted[i - 1]) return;
    const slot = Math.floor(one / (keys.size + 1));
    openings[slot] = (openings[slot] as number) + 1;
  });
  const phases: Phase[] = [];
  for (let slot = 0; slot < room; slot++) {
    if (!isShown(slot)) continue;
    phases.push({
      at: world.since + Math.floor(slot / MOST_CAPABILITIES) * BIN_SECONDS * 1000,
      capability: slot % MOST_CAPABILITIES,
      exchanges: all[slot] as number,
      refused: refused[slot] as number,
      harvest: own[slot] as number,
      openings: openings[slot] as number,
    });
  }
  return phases;
}
