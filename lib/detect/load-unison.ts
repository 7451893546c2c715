import type { PoolClient } from 'pg';
import { type CommonActs, TOGETHER, type Unison, unisonOf } from './unison';

/** An opening that its senders use more often than this is a program's, whose accounts its contents show already. */
const MOST_USES = 20;
/** How many of the following senders of an opening are compared with each, so that busy openings make few pairs. */
const FOLLOWERS = 5;
/** Different hours in which two accounts must have met to be looked at. */
const LEAST_HOURS = 3;
/** Pairs that met most often, so that what reaches Node is bounded. */
const MOST_PAIRS = 20_000;

/**
 * Pairs of accounts that send the same openings within a minute of each other, again and again. Needs the temporary
 * table `cell`; `range` is the window.
 */
export async function loadUnison(
  tx: PoolClient,
  range: Date[],
  position: ReadonlyMap<bigint, number>,
): Promise<Unison[]> {
  await tx.query('DROP TABLE IF EXISTS act');
  await tx.query(
    `CREATE TEMP TABLE act ON COMMIT DROP AS
     SELECT e.head_key AS key, e.account_key, extract(epoch FROM e.occurred_at)::float8 AS at
       FROM exchange e JOIN (
         SELECT head_key FROM cell WHERE head_key IS NOT NULL GROUP BY head_key
         HAVING min(account_key) < max(account_key) AND sum(exchanges) <= ${MOST_USES} * count(DISTINCT account_key)) o ON o.head_key = e.head_key
      WHERE e.occurred_at > $1 AND e.occurred_at <= $2`,
    range,
  );
  const next = Array.from({ length: FOLLOWERS }, (_, i) => i);
  const { rows } = await tx.query<{ a: bigint; b: bigint }>(
    `SELECT least(account_key, other) AS a, greatest(account_key, other) AS b FROM (
       SELECT n.account_key, n.at, f.other, f.later FROM (
         SELECT account_key, at, ${next.map((i) => `lead(account_key, ${i + 1}) OVER w AS k${i}, lead(at, ${i + 1}) OVER w AS t${i}`).join(', ')}
           FROM act WINDOW w AS (PARTITION BY key ORDER BY at, account_key)) n
         CROSS JOIN LATERAL (VALUES ${next.map((i) => `(k${i}, t${i})`).join(', ')}) f(other, later)
        WHERE f.later - n.at <= ${TOGETHER} AND f.other <> n.account_key) met
      GROUP BY 1, 2 HAVING count(DISTINCT floor(at / 3600)) >= ${LEAST_HOURS}
      ORDER BY count(DISTINCT floor(at / 3600)) DESC, 1, 2 LIMIT ${MOST_PAIRS}`,
  );
  if (rows.length === 0) return [];
  const accounts = [...new Set(rows.flatMap(({ a, b }) => [a, b]))];
  const acts = await tx.query<{ account_key: bigint; key: bigint; at: number[] }>(
    `SELECT account_key, key, array_agg(at ORDER BY at) AS at FROM act WHERE account_key = ANY($1) GROUP BY 1, 2`,
    [accounts],
  );
  const byAccount = new Map<bigint, Map<bigint, number[]>>();
  for (const { account_key, key, at } of acts.rows) {
    const own = byAccount.get(account_key);
    if (own) own.set(key, at);
    else byAccount.set(account_key, new Map([[key, at]]));
  }
  return rows.flatMap(({ a, b }) => {
    const [one, other] = [position.get(a), position.get(b)];
    if (one === undefined || other === undefined) return [];
    return unisonOf(commonActs(one, other, byAccount.get(a), byAccount.get(b))) ?? [];
  });
}

type Acts = ReadonlyMap<bigint, number[]> | undefined;

function commonActs(a: number, b: number, mine: Acts, theirs: Acts): CommonActs {
  const openings: CommonActs['openings'] = [];
  for (const [key, ofA] of mine ?? []) {
    const ofB = theirs?.get(key);
    if (ofB) openings.push({ key, ofA, ofB });
  }
  openings.sort((x, y) => (x.key < y.key ? -1 : 1));
  return { a, b, openings };
}
