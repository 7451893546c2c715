import type { PoolClient } from 'pg';
import type { Judging } from '@/lib/model/judging';
import { type Base, raisedOf } from './base';
import { type Assessed, findCampaigns } from './detect';
import type { Exchanges } from './exchanges';
import type { Group } from './group';
import { type Loaded, loadPart } from './load';
import { loadRhythms } from './load-rhythm';
import { type Active, candidatesOf, nearestOf, ordinaryOf } from './new-candidates';
import { sendersOfNew } from './new-contents';
import { kinOf } from './new-kin';
import { nameSharedPools } from './shared-pool';
import type { Snapshot } from './snapshot';

/** Groups that nobody knew at the base, in a world of their own. */
export interface NewGroups {
  world: Snapshot;
  exchanges: Exchanges;
  found: Assessed[];
}

/** What the base and the run know before new groups are looked for. */
export interface Before {
  base: Base;
  until: number;
  /** Accounts that are in a campaign already. */
  held: ReadonlySet<bigint>;
  /** Exchanges since the base, by account. */
  sent: ReadonlyMap<bigint, number>;
  /** Exchanges that may be looked at. */
  most: number;
  /** How findings are weighed. */
  by: Judging;
}

/** Of what is read so much goes to accounts that are compared with. */
const ORDINARY = 0.5;
const LEAST_MEMBERS = 4;

/**
 * Looks among the accounts that became active lately and are in no campaign for groups that nobody knew, beside accounts by chance; and judges what it finds
 * once more, with everybody who is known to send or to have the same. Leaves the temporary tables `part` and `active`; needs `recent`.
 */
export async function findNew(tx: PoolClient, before: Before): Promise<NewGroups | null> {
  const { base, until, held, most } = before;
  const all = activeIn(before);
  const accounts = all.filter(({ key }) => !held.has(key));
  const fresh = candidatesOf(accounts, {
    until,
    near: new Set(base.near),
    sending: await sendersOfNew(tx, base.holders),
    most: (1 - ORDINARY) * most,
  });
  if (fresh.length < LEAST_MEMBERS) return null;
  const keys = new Set(fresh.map(({ key }) => key));
  const ordinary = ordinaryOf(accounts, keys, ORDINARY * most);
  const first = await judge(tx, before, [...fresh, ...ordinary]);
  const likely = first.found.filter((one) => mostlyIn(first.world, one, keys));
  if (likely.length === 0) return null;
  const members = new Set(likely.flatMap(({ group }) => keysOf(first.world, group)));
  const lists = await kinOf(tx, base, first.world, likely);
  const exchanges = new Map(all.map((one) => [one.key, members.has(one.key) ? 0 : one.exchanges]));
  const kin = nearestOf(lists, exchanges, (1 - ORDINARY) * most);
  const among = (key: bigint) => members.has(key) || kin.has(key);
  const whole = await judge(tx, before, [
    ...all.filter(({ key }) => among(key)),
    ...ordinary.filter(({ key }) => !among(key)),
  ]);
  const found = whole.found.filter((one) => mostlyIn(whole.world, one, keys));
  return found.length > 0 ? { ...whole, found } : null;
}

function activeIn({ base, sent }: Before): Active[] {
  const rest = new Map(sent);
  const known = Array.from(base.active, (key, i) => {
    const since = rest.get(key) ?? 0;
    rest.delete(key);
    return { key, first: base.first[i] as number, exchanges: (base.sent[i] as number) + since };
  });
  return [...known, ...[...rest].map(([key, exchanges]) => ({ key, first: base.at + 1, exchanges }))];
}

async function judge(
  tx: PoolClient,
  { base, until, by }: Before,
  accounts: readonly Active[],
): Promise<Loaded & { found: Assessed[] }> {
  const { world, exchanges } = await loadPart(
    tx,
    { since: base.since, until },
    { keys: accounts.map(({ key }) => key), since: accounts.map(({ first }) => first - 1) },
  );
  const all = await findCampaigns(world, (groups) => loadRhythms(tx, world, exchanges, groups), by);
  return {
    world,
    exchanges,
    found: nameSharedPools(world, raisedOf(world, all, by)),
  };
}

function keysOf(world: Snapshot, { members }: Group): bigint[] {
  return members.map(({ account }) => world.accounts[account]?.key as bigint);
}

function mostlyIn(world: Snapshot, { group }: Assessed, keys: ReadonlySet<bigint>): boolean {
  return keysOf(world, group).filter((key) => keys.has(key)).length > group.members.length / 2;
}
