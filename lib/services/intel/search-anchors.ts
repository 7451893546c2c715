import { getPool } from '@/lib/db/pool';
import { indicatorKey } from '@/lib/model/hash';

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
  // What was taken back is neither looked for nor noted any more; shared again it is searched again.
  await pool.query(
    `DELETE FROM intel_anchor k WHERE NOT EXISTS (
       SELECT 1 FROM shared_indicator s
        WHERE s.kind = 'prompt_anchor' AND s.stix_id <> '' AND s.value = lpad(to_hex(k.key), 16, '0'))`,
  );
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

/** Rows written in one statement. */
const CHUNK = 5_000;

/** Ingest adds to what stands by then: the larger of both counts is kept, and the widest span. */
async function searchDay(day: string, keys: readonly bigint[]): Promise<void> {
  const pool = getPool();
  const { rows } = await pool.query<{
    account_key: bigint;
    key: bigint;
    first_seen: Date;
    last_seen: Date;
    exchanges: number;
  }>(
    `SELECT e.account_key, a.key, min(e.occurred_at) AS first_seen, max(e.occurred_at) AS last_seen, count(*)::int AS exchanges
       FROM exchange e CROSS JOIN LATERAL (
         SELECT DISTINCT v.key FROM (VALUES (e.head_key), (e.tail_key), (e.frame_key), (e.system_key)) v (key) WHERE v.key = ANY($2)) a
      WHERE e.occurred_at >= $1::date::timestamp AT TIME ZONE 'UTC' AND e.occurred_at < ($1::date + 1)::timestamp AT TIME ZONE 'UTC'
        AND (e.head_key = ANY($2) OR e.tail_key = ANY($2) OR e.frame_key = ANY($2) OR e.system_key = ANY($2))
      GROUP BY 1, 2 ORDER BY 1, 2`,
    [day, keys],
  );
  const names = new Map(keys.map((key) => [key, BigInt.asUintN(64, key).toString(16).padStart(16, '0')]));
  for (let at = 0; at < rows.length; at += CHUNK) {
    const part = rows.slice(at, at + CHUNK).map((row) => ({ ...row, name: names.get(row.key) as string }));
    const found = [...new Set(part.map(({ name }) => name))];
    await pool.query(
      `INSERT INTO indicator (key, kind, value) SELECT key, 'prompt_anchor', value FROM unnest($1::bigint[], $2::text[]) AS n (key, value)
       ON CONFLICT DO NOTHING`,
      [found.map((name) => indicatorKey('prompt_anchor', name)), found],
    );
    await pool.query(
      `INSERT INTO account_indicator AS r (account_key, indicator_key, first_seen, last_seen, exchanges)
       SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::int[])
       ON CONFLICT (account_key, indicator_key) DO UPDATE SET
         first_seen = least(r.first_seen, excluded.first_seen), last_seen = greatest(r.last_seen, excluded.last_seen),
         exchanges = greatest(r.exchanges, excluded.exchanges)`,
      [
        part.map(({ account_key }) => account_key),
        part.map(({ name }) => indicatorKey('prompt_anchor', name)),
        part.map(({ first_seen }) => first_seen),
        part.map(({ last_seen }) => last_seen),
        part.map(({ exchanges }) => exchanges),
      ],
    );
  }
}
