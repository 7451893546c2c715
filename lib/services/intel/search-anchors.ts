import { getPool } from '@/lib/db/pool';

/** An ingest that had begun before a key was shared may end this much later. */
const AGAIN_MS = 15 * 60_000;
/** Keys looked for in one scan. */
const AT_ONCE = 20_000;

/**
 * Looks for shared keys of prompts in the exchanges that came before they were shared: one scan, day by day, for all keys that are new,
 * and once more when every ingest that did not know them is over. Counts anew, so that it may be repeated at any time.
 * Answers how many keys it looked for. For the worker.
 */
export async function searchAnchors(now: () => Date = () => new Date()): Promise<number> {
  const pool = getPool();
  const at = now();
  const { rows } = await pool.query<{ key: bigint }>(
    `SELECT key FROM intel_anchor
      WHERE searched_at IS NULL OR (searched_at < shared_at + $2 * interval '1 millisecond' AND shared_at + $2 * interval '1 millisecond' <= $1)
      ORDER BY shared_at, key LIMIT ${AT_ONCE}`,
    [at, AGAIN_MS],
  );
  if (rows.length === 0) return 0;
  const keys = rows.map(({ key }) => key);
  const days = await pool.query<{ day: string }>(
    `SELECT DISTINCT day::text FROM capability_day ORDER BY day`,
  );
  for (const { day } of days.rows) await searchDay(day, keys);
  await pool.query('UPDATE intel_anchor SET searched_at = $2 WHERE key = ANY($1::bigint[])', [keys, at]);
  return keys.length;
}

/** Ingest adds to what stands by then: the larger of both counts is kept, and the widest span. */
async function searchDay(day: string, keys: readonly bigint[]): Promise<void> {
  await getPool().query(
    `WITH wanted AS MATERIALIZED (
       SELECT key, ('x' || lpad(to_hex(key), 16, '0')) AS name FROM unnest($2::bigint[]) AS k (key)),
     sent AS (
       SELECT w.key, e.account_key, min(e.occurred_at) AS first_seen, max(e.occurred_at) AS last_seen, count(*)::int AS exchanges
         FROM exchange e CROSS JOIN LATERAL (
           SELECT DISTINCT a.key FROM (VALUES (e.head_key), (e.tail_key), (e.frame_key), (e.system_key)) a (key)) a
         JOIN wanted w ON w.key = a.key
        WHERE e.occurred_at >= $1::date::timestamp AT TIME ZONE 'UTC' AND e.occurred_at < ($1::date + 1)::timestamp AT TIME ZONE 'UTC'
        GROUP BY 1, 2),
     named AS (
       SELECT s.*, substr(w.name, 2) AS value,
              ('x' || left(encode(sha256('prompt_anchor'::bytea || '\\x00'::bytea || convert_to(substr(w.name, 2), 'UTF8')), 'hex'), 16))::bit(64)::bigint
                AS indicator_key
         FROM sent s JOIN wanted w USING (key)),
     interned AS (
       INSERT INTO indicator (key, kind, value) SELECT DISTINCT indicator_key, 'prompt_anchor', value FROM named
       ON CONFLICT DO NOTHING)
     INSERT INTO account_indicator AS r (account_key, indicator_key, first_seen, last_seen, exchanges)
     SELECT account_key, indicator_key, first_seen, last_seen, exchanges FROM named ORDER BY 1, 2
     ON CONFLICT (account_key, indicator_key) DO UPDATE SET
       first_seen = least(r.first_seen, excluded.first_seen), last_seen = greatest(r.last_seen, excluded.last_seen),
       exchanges = greatest(r.exchanges, excluded.exchanges)`,
    [day, keys],
  );
}
