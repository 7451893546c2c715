import type { Harvest, Member } from './group';
import { HarvestTest } from './harvest-test';
import { Counts, scoreUsers } from './member-odds';
import { ownContents } from './own-contents';
import type { Repertoire } from './repertoire';
import type { ContentFacts, Snapshot } from './snapshot';
import { clamp, logistic } from './statistics';
import type { WorldIndex } from './world-index';

const ROUNDS = 4;
const LEAST_MEMBERS = 4;

export interface Refined {
  members: Member[];
  harvest: Harvest;
}

/**
 * Who of a repertoire's users belongs together. A mixture model with two components, refitted a few times: how many
 * exchanges with the repertoire an account has (members have many, strangers one or two), whether it uses the repertoire
 * in the members' proportions, and whether it shares tools, parameters, payment, clients with them more than
 * strangers do (Fellegi & Sunter 1969; each kind of value counts once). Null when fewer than four remain.
 */
export function refine(index: WorldIndex, seed: Repertoire): Refined | null {
  const { world } = index;
  const harvest: Harvest = {
    families: new Set(seed.families),
    systems: new Set(seed.systems),
    tools: new Set(seed.tools),
    capabilities: new Set(),
  };
  const users = usersOf(world, harvest);
  let members = [...users.keys()].filter((account) => (users.get(account) ?? 0) >= 2);
  let scores = new Map<number, number>();
  const counts = new Counts(world, harvest, users.keys());
  for (let round = 0; round < ROUNDS && members.length >= LEAST_MEMBERS; round++) {
    scores = scoreUsers(index, counts, users, new Set(members));
    const next = [...scores].filter(([, score]) => score >= 0).map(([account]) => account);
    if (next.length === members.length && next.every((account, i) => account === members[i])) break;
    members = next;
  }
  if (members.length < LEAST_MEMBERS) return null;
  const own = ownContents(index, new Set(members), harvest);
  for (const type of ['families', 'systems', 'tools'] as const) {
    for (const at of seed[type]) if (!own[type].has(at)) harvest[type].delete(at);
    for (const at of own[type]) harvest[type].add(at);
  }
  if (harvest.families.size + harvest.systems.size + harvest.tools.size === 0) return null;
  const sent = new HarvestTest(world, harvest);
  const counted = members.map((account) => ({
    account,
    membership: logistic(clamp(scores.get(account) ?? 0, -8, 8)),
    harvest: sent.count(account),
  }));
  return { members: counted.filter((member) => member.harvest > 0), harvest };
}

/** The members that still belong when they are looked at as one group: a part may have brought strangers along. */
export function reconsider(index: WorldIndex, harvest: Harvest, members: readonly Member[]): Member[] {
  const users = new Map(members.map(({ account, harvest: count }) => [account, count]));
  const scores = scoreUsers(
    index,
    new Counts(index.world, harvest, users.keys()),
    users,
    new Set(users.keys()),
  );
  const kept = members.filter(({ account }) => (scores.get(account) ?? 0) >= 0);
  return kept.length < LEAST_MEMBERS ? [...members] : kept;
}

function usersOf(world: Snapshot, harvest: Harvest): Map<number, number> {
  const users = new Map<number, number>();
  const touched = new Set<number>();
  for (const type of ['families', 'systems', 'tools'] as const) {
    for (const at of harvest[type])
      for (const account of (world[type][at] as ContentFacts).byAccount.keys()) touched.add(account);
  }
  const sent = new HarvestTest(world, harvest);
  for (const account of [...touched].sort((a, b) => a - b)) users.set(account, sent.count(account));
  return users;
}
