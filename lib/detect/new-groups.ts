import type { PoolClient } from 'pg';
import type { Judging } from '@/lib/model/judging';
import { type Base, raisedOf } from './base';
import { type Assessed, findCampaigns } from './detect';
import type { Exchanges } from './exchanges';
import type { Group } from './group';
import { type Loaded, loadPart } from './load';
import { marksOf } from './load-mark';
import { loadRhythms } from './load-rhythm';
import { type Active, candidatesOf, ordinaryOf } from './new-candidates';
import { sendersOf } from './new-holders';
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
/** Accounts with which a group is judged once more, beyond which it rests on what everybody has. */
const MOST_KIN = 3_000;
/** Values that more accounts have tie nobody. */
const MOST_SHARING = 100;
const LEAST_MEMBERS = 4;

/**
 * Looks among the accounts that became active lately and are in no campaign for groups that nobody knew, beside accounts by chance; and judges what it finds
 * once more, with everybody who is known to send or to have the same. Leaves the temporary tables `part` and `active`; needs `recent`.
 */
export async function findNew(tx: PoolClient, before: Before): Promise<NewGroups | null> {
  const { base, until, held, most } = before;
  const accounts = activeIn(before).filter(({ key }) => !held.has(key));
  const near = new Set(base.near);
  const fresh = candidatesOf(accounts, { until, near, most: (1 - ORDINARY) * most });
  if (fresh.length < LEAST_MEMBERS) return null;
  const keys = new Set(fresh.map(({ key }) => key));
  const ordinary = ordinaryOf(accounts, keys, ORDINARY * most);
  const first = await judge(tx, before, [...fresh, ...ordinary]);
  const likely = first.found.filter((one) => mostlyIn(first.world, one, keys));
  if (likely.length === 0) return null;
  const kin = await kinOf(tx, before, first, likely);
  if (kin.size > MOST_KIN) return null;
  const among = new Set([...likely.flatMap(({ group }) => keysOf(first.world, group)), ...kin]);
  const everybody = activeIn(before);
  const whole = await judge(tx, before, [
    ...everybody.filter(({ key }) => among.has(key)),
    ...ordinary.filter(({ key }) => !among.has(key)),
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

/** Hidden reasoning blocks that members of these groups presented. */
function blocksOf(world: Snapshot, groups: readonly Assessed[]): bigint[] {
  const members = new Set(groups.flatMap(({ group }) => group.members.map(({ account }) => account)));
  return world.blocks
    .filter(({ presenters }) => presenters.some((account) => members.has(account)))
    .map(({ key }) => key);
}

/** Who else sends what these groups send, or has what several of a group's members have, as far as that is not everybody's. */
async function kinOf(
  tx: PoolClient,
  { base, until }: Before,
  { world }: Loaded,
  groups: readonly Assessed[],
): Promise<Set<bigint>> {
  const marks = new Set(groups.flatMap(({ group }) => marksOf(world, group).map(({ key }) => key)));
  const kin = new Set<bigint>();
  for (const at of sendersOf(base.holders, marks)) kin.add(base.active[at] as bigint);
  const since = await tx.query<{ account_key: bigint }>(
    `SELECT DISTINCT r.account_key FROM recent r
      CROSS JOIN LATERAL (VALUES (r.system_key), (r.head_key), (r.tail_key), (r.frame_key), (r.tool_key)) v(key)
      WHERE v.key = ANY($1::bigint[])`,
    [[...marks]],
  );
  for (const { account_key } of since.rows) kin.add(account_key);
  const values = new Set(
    groups.flatMap(({ group }) => {
      const inside = new Set(group.members.map(({ account }) => account));
      return world.shared
        .filter(
          ({ accounts }) =>
            accounts.length <= MOST_SHARING && accounts.filter((account) => inside.has(account)).length > 1,
        )
        .map(({ key }) => key);
    }),
  );
  const sharing = await tx.query<{ account_key: bigint }>(
    `SELECT r.account_key FROM unnest($1::bigint[]) v(key)
      CROSS JOIN LATERAL (
        SELECT account_key FROM account_indicator i WHERE i.indicator_key = v.key AND i.first_seen <= $2
         ORDER BY account_key LIMIT ${MOST_SHARING + 1}) r`,
    [[...values], new Date(until)],
  );
  for (const { account_key } of sharing.rows) kin.add(account_key);
  const presenting = await tx.query<{ account_key: bigint }>(
    'SELECT account_key FROM reasoning_block WHERE block_key = ANY($1::bigint[]) AND least(issued_at, presented_at) <= $2',
    [blocksOf(world, groups), new Date(until)],
  );
  for (const { account_key } of presenting.rows) kin.add(account_key);
  return kin;
}
