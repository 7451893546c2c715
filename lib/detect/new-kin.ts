import type { PoolClient } from 'pg';
import type { Base } from './base';
import type { Assessed } from './detect';
import { marksOf } from './load-mark';
import { RECENT_KEYS } from './new-contents';
import { sendersOf } from './new-holders';
import type { Snapshot } from './snapshot';

/** Values that more accounts have tie nobody. */
const MOST_SHARING = 100;

/**
 * Who else sends what these groups send, or has what several of a group's members have, as far as that is not everybody's: one list of accounts for each such
 * thing. Needs the temporary table `recent`.
 */
export async function kinOf(
  tx: PoolClient,
  base: Base,
  world: Snapshot,
  groups: readonly Assessed[],
): Promise<bigint[][]> {
  const marks = [...new Set(groups.flatMap(({ group }) => marksOf(world, group).map(({ key }) => key)))];
  const until = new Date(world.until);
  const before = sendersOf(base.holders, marks).map((list) => list.map((at) => base.active[at] as bigint));
  const lists = async (query: string, keys: readonly bigint[]): Promise<bigint[][]> => {
    const { rows } = await tx.query<{ accounts: string[] }>(query, [keys, until]);
    return rows.map(({ accounts }) => accounts.map(BigInt));
  };
  return [
    ...before,
    ...(await lists(
      `SELECT array_agg(DISTINCT r.account_key) AS accounts FROM ${RECENT_KEYS}
        WHERE v.key = ANY($1::bigint[]) AND $2::timestamptz IS NOT NULL GROUP BY v.key`,
      marks,
    )),
    ...(await lists(
      `SELECT array_agg(r.account_key) AS accounts FROM unnest($1::bigint[]) v(key)
        CROSS JOIN LATERAL (
          SELECT account_key FROM account_indicator i WHERE i.indicator_key = v.key AND i.first_seen <= $2
           ORDER BY account_key LIMIT ${MOST_SHARING}) r
        GROUP BY v.key`,
      valuesOf(world, groups),
    )),
    ...(await lists(
      `SELECT array_agg(account_key) AS accounts FROM reasoning_block
        WHERE block_key = ANY($1::bigint[]) AND least(issued_at, presented_at) <= $2 GROUP BY block_key`,
      blocksOf(world, groups),
    )),
  ];
}

/** Values that several members of one of these groups share, and not everybody. */
function valuesOf(world: Snapshot, groups: readonly Assessed[]): bigint[] {
  const keys = groups.flatMap(({ group }) => {
    const inside = new Set(group.members.map(({ account }) => account));
    return world.shared
      .filter(({ accounts }) => accounts.length <= MOST_SHARING)
      .filter(({ accounts }) => accounts.filter((account) => inside.has(account)).length > 1)
      .map(({ key }) => key);
  });
  return [...new Set(keys)];
}

/** Hidden reasoning blocks that members of these groups presented. */
function blocksOf(world: Snapshot, groups: readonly Assessed[]): bigint[] {
  const members = new Set(groups.flatMap(({ group }) => group.members.map(({ account }) => account)));
  return world.blocks
    .filter(({ presenters }) => presenters.some((account) => members.has(account)))
    .map(({ key }) => key);
}
