import type { PoolClient } from 'pg';
import { EVERYTHING, type Group } from './group';
import type { ContentFacts, Snapshot } from './snapshot';

/** What harvest is recognised by: a key in `exchange`, and the parameter vectors with which that is another program's. */
export interface Mark {
  key: bigint;
  not: bigint[];
}

/**
 * Writes down who belongs to which group and what its harvest is recognised by (temporary tables `member` and `mark`),
 * for the queries that look at candidates only.
 */
export async function markGroups(tx: PoolClient, world: Snapshot, groups: readonly Group[]): Promise<void> {
  await writeMarks(
    tx,
    groups.map((group) => marksOf(world, group)),
  );
  const members: [number[], bigint[]] = [[], []];
  groups.forEach((group, i) => {
    for (const { account } of group.members) {
      members[0].push(i);
      members[1].push(world.accounts[account]?.key as bigint);
    }
  });
  await tx.query('INSERT INTO member SELECT * FROM unnest($1::int[], $2::bigint[])', members);
  await tx.query('ANALYZE member');
}

/** Makes the temporary tables `member`, empty, and `mark`. */
export async function writeMarks(tx: PoolClient, groups: readonly (readonly Mark[])[]): Promise<void> {
  await tx.query('DROP TABLE IF EXISTS member, mark');
  await tx.query('CREATE TEMP TABLE member (grp int NOT NULL, account_key bigint NOT NULL) ON COMMIT DROP');
  await tx.query(
    'CREATE TEMP TABLE mark (grp int NOT NULL, key bigint NOT NULL, other bigint[]) ON COMMIT DROP',
  );
  await tx.query(
    `INSERT INTO mark SELECT grp, key, nullif(string_to_array(other, ','), '{}')::bigint[]
       FROM unnest($1::int[], $2::bigint[], $3::text[]) m(grp, key, other)`,
    [
      groups.flatMap((marks, i) => marks.map(() => i)),
      groups.flatMap((marks) => marks.map(({ key }) => key)),
      groups.flatMap((marks) => marks.map(({ not }) => not.join(','))),
    ],
  );
  await tx.query('ANALYZE mark');
}

/** What a group's harvest is recognised by, each key once: of two programs' parts of a content, both count. */
export function marksOf(world: Snapshot, { harvest }: Group): Mark[] {
  const marks = new Map<bigint, bigint[]>();
  for (const key of harvest.anchors ?? []) marks.set(key, []);
  for (const type of ['families', 'systems', 'tools'] as const) {
    for (const at of harvest[type]) {
      const { anchors, not = [] } = world[type][at] as ContentFacts;
      for (const key of anchors)
        marks.set(key, marks.get(key)?.filter((param) => not.includes(param)) ?? not);
    }
  }
  return [...marks].map(([key, not]) => ({ key, not }));
}

/** SQL that tells whether an exchange is by none of the programs that are not the mark's. */
export function byItsProgram(mark: string, exchange: string): string {
  return `(${mark}.other IS NULL OR ${exchange}.param_key IS NULL OR ${exchange}.param_key <> ALL (${mark}.other))`;
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
  .map(
    ([alias, column]) =>
      `LEFT JOIN mark ${alias} ON ${alias}.grp = m.grp AND ${alias}.key = e.${column} AND ${byItsProgram(alias as string, 'e')}`,
  )
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
