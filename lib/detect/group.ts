import type { Cell } from './cells';
import type { Repertoire } from './repertoire';
import type { AccountFacts, Rhythm, Snapshot } from './snapshot';

/** Accounts that may be one operation, and what of their traffic would be its harvest. */
export interface Group {
  /** Stable between runs on the same data: from the founding content or link. */
  name: string;
  members: Member[];
  /** How the group came about: by what its accounts send, by what they share otherwise, by acting at the same moments, or by reasoning blocks that they hand on. */
  origin: 'content' | 'links' | 'unison' | 'blocks';
  harvest: Harvest;
  /** Whether these are some of the users of a client, found by what the others do not send through it. */
  inner?: boolean;
}

export interface Member {
  account: number;
  /** Probability that the account belongs to the group. */
  membership: number;
  harvest: number;
}

/** What counts as harvest: exchanges that show one of these contents, or whose capability is one of these. */
export interface Harvest extends Repertoire {
  capabilities: Set<number>;
  /** Openings of prompts, by their keys in `exchange`, of a group that has nothing else in common. */
  anchors?: ReadonlySet<bigint>;
}

/** In place of an opening: all that the members send. */
export const EVERYTHING = 0n;

/** What signals look at: the whole world, this group in it, and the accounts it is compared with. */
export interface Scene {
  world: Snapshot;
  group: Group;
  /** Accounts that belong to no group of interest, ascending. */
  others: number[];
  /** Of those, the ones on the same plans and pathways, or all when they are few. */
  peers: number[];
  /** Session starts of the members' harvest. */
  rhythm: Rhythm;
  /** Share of the members that also work for another group that is worth raising: accounts of a pool. */
  pooled?: number;
}

export function isHarvest(cell: Cell, harvest: Harvest): boolean {
  return (
    harvest.families.has(cell.family) ||
    harvest.systems.has(cell.system) ||
    harvest.tools.has(cell.tool) ||
    harvest.capabilities.has(cell.capability) ||
    (harvest.anchors?.has(EVERYTHING) ?? false)
  );
}

export function facts(world: Snapshot, account: number): AccountFacts {
  return world.accounts[account] as AccountFacts;
}

/** How many of the accounts satisfy the test. */
export function countOf(accounts: readonly number[], test: (account: number) => boolean): number {
  let total = 0;
  for (const account of accounts) if (test(account)) total++;
  return total;
}

export function accountsOf(group: Group): number[] {
  return group.members.map(({ account }) => account);
}
