import type { PoolClient } from 'pg';
import type { Group } from './group';
import type { Rhythm, Snapshot } from './snapshot';

/** A pause that ends a session where records name none. */
const PAUSE_SECONDS = 1800;

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
    const keys = new Set<bigint>();
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
export const HARVEST = `(h.key IS NOT NULL OR t.key IS NOT NULL OR f.key IS NOT NULL OR s.key IS NOT NULL OR o.key IS NOT NULL)`;
export const HARVEST_JOINS = [
  ['h', 'head_key'],
  ['t', 'tail_key'],
  ['f', 'frame_key'],
  ['s', 'system_key'],
  ['o', 'tool_key'],
]
  .map(([alias, column]) => `LEFT JOIN mark ${alias} ON ${alias}.grp = m.grp AND ${alias}.key = e.${column}`)
  .join('\n');

/** Starts of harvest sessions of each member: named sessions, else runs without a pause of half an hour. */
export async function loadRhythms(
  tx: PoolClient,
  world: Snapshot,
  groups: readonly Group[],
): Promise<Rhythm[]> {
  const position = new Map(world.accounts.map((account, i) => [account.key, i]));
  const rhythms: Rhythm[] = groups.map(() => ({ starts: new Map() }));
  const { rows } = await tx.query<{ grp: number; account_key: bigint; starts: number[] }>(
    `WITH harvest AS (
       SELECT m.grp, m.account_key, e.session_key, extract(epoch FROM e.occurred_at - $1::timestamptz)::int AS second
         FROM member m JOIN exchange e ON e.account_key = m.account_key AND e.occurred_at > $1 AND e.occurred_at <= $2
         ${HARVEST_JOINS}
        WHERE ${HARVEST}),
     start AS (
       SELECT grp, account_key, min(second) AS second FROM harvest WHERE session_key IS NOT NULL GROUP BY grp, account_key, session_key
       UNION ALL
       SELECT grp, account_key, second FROM (
         SELECT grp, account_key, second, second - lag(second) OVER (PARTITION BY grp, account_key ORDER BY second) AS pause
           FROM harvest WHERE session_key IS NULL) loose
        WHERE pause IS NULL OR pause > ${PAUSE_SECONDS})
     SELECT grp, account_key, array_agg(second ORDER BY second) AS starts FROM start GROUP BY grp, account_key ORDER BY grp, account_key`,
    [new Date(world.since), new Date(world.until)],
  );
  for (const row of rows) rhythms[row.grp]?.starts.set(position.get(row.account_key) as number, row.starts);
  return rhythms;
}
