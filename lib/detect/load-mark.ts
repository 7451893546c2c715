import type { PoolClient } from 'pg';
import { EVERYTHING, type Group } from './group';
import type { Snapshot } from './snapshot';

/**
 * Writes down who belongs to which group and what its harvest is recognised by (temporary tables `member` and `mark`),
 * for the queries that look at candidates only.
 */
export async function markGroups(tx: PoolClient, world: Snapshot, groups: readonly Group[]): Promise<void> {
  await tx.query('DROP TABLE IF EXISTS member, mark');
  await tx.query('CREATE TEMP TABLE member (grp int NOT NULL, account_key bigint NOT NULL) ON COMMIT DROP');
  await tx.query('CREATE TEMP TABLE mark (grp int NOT NULL, key bigint NOT NULL) ON COMMIT DROP');
  const members: [number[], bigint[]] = [[], []];
  const marks: [number[], bigint[]] = [[], []];
  groups.forEach((group, i) => {
    for (const { account } of group.members) {
      members[0].push(i);
      members[1].push(world.accounts[account]?.key as bigint);
    }
    const keys = new Set<bigint>(group.harvest.anchors);
    for (const type of ['families', 'systems', 'tools'] as const) {
      for (const at of group.harvest[type]) for (const key of world[type][at]?.anchors ?? []) keys.add(key);
    }
    for (const key of keys) {
      marks[0].push(i);
      marks[1].push(key);
    }
  });
  await tx.query('INSERT INTO member SELECT * FROM unnest($1::int[], $2::bigint[])', members);
  await tx.query('INSERT INTO mark SELECT * FROM unnest($1::int[], $2::bigint[])', marks);
  await tx.query('ANALYZE member');
  await tx.query('ANALYZE mark');
}

/** SQL that tells whether exchange `e` of member `m` is harvest; needs the joins of {@link HARVEST_JOINS}. */
export const HARVEST = `(h.key IS NOT NULL OR t.key IS NOT NULL OR f.key IS NOT NULL OR s.key IS NOT NULL OR o.key IS NOT NULL OR w.key IS NOT NULL)`;
export const HARVEST_JOINS = `${[
  ['h', 'head_key'],
  ['t', 'tail_key'],
  ['f', 'frame_key'],
  ['s', 'system_key'],
  ['o', 'tool_key'],
]
  .map(([alias, column]) => `LEFT JOIN mark ${alias} ON ${alias}.grp = m.grp AND ${alias}.key = e.${column}`)
  .join('\n')}
LEFT JOIN mark w ON w.grp = m.grp AND w.key = ${EVERYTHING}`;

/**
 * Reads the members' exchanges once (temporary table `traffic`), with whether each is harvest of the group, for the queries
 * that count them in different ways. `at` is in seconds since the window began.
 */
export async function readTraffic(tx: PoolClient, world: Snapshot): Promise<void> {
  await tx.query('DROP TABLE IF EXISTS traffic');
  await tx.query(
    `CREATE TEMP TABLE traffic ON COMMIT DROP AS
     SELECT m.grp, m.account_key, extract(epoch FROM e.occurred_at - $1::timestamptz)::float8 AS at, e.session_key, e.capability,
            e.refused, e.status IS NOT DISTINCT FROM 429 AS limited, ${HARVEST} AS harvest,
            coalesce(e.head_key, e.tail_key, e.frame_key, e.system_key) AS opening
       FROM member m JOIN exchange e ON e.account_key = m.account_key AND e.occurred_at > $1 AND e.occurred_at <= $2
       ${HARVEST_JOINS}`,
    [new Date(world.since), new Date(world.until)],
  );
  await tx.query('ANALYZE traffic (grp, harvest, limited)');
}
