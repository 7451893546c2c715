import { CAPABILITIES } from '@/lib/model/capability';
import type { Cells } from './cells';
import type { Harvest } from './group';
import { HarvestTest } from './harvest-test';
import type { Snapshot } from './snapshot';

/** By what program something is sent, and what for. */
export interface ContentProfile {
  /** Exchanges by parameter vector, as far as they carry one. */
  params: Map<number, number>;
  /** Exchanges by capability. */
  capabilities: Float64Array;
}

export function emptyProfile(): ContentProfile {
  return { params: new Map(), capabilities: new Float64Array(CAPABILITIES.length) };
}

/** Adds the cell at a place. */
export function addCell({ params, capabilities }: ContentProfile, cells: Cells, i: number): void {
  const param = cells.param[i] as number;
  const capability = cells.capability[i] as number;
  const exchanges = cells.exchanges[i] as number;
  if (param >= 0) params.set(param, (params.get(param) ?? 0) + exchanges);
  capabilities[capability] = (capabilities[capability] ?? 0) + exchanges;
}

/** By what program the members send the harvest, and what for. */
export function profileOf(world: Snapshot, members: Iterable<number>, harvest: Harvest): ContentProfile {
  const profile = emptyProfile();
  const { cells } = world;
  const sent = new HarvestTest(world, harvest);
  for (const account of members)
    for (let i = cells.start(account); i < cells.end(account); i++)
      if (sent.is(i)) addCell(profile, cells, i);
  return profile;
}
