import type { Pool } from 'pg';

/** Most keys that ingest looks for: each exchange is held against all of them. The newest are taken. */
const MOST = 50_000;

/** Keys of prompts (head, tail, frame, system prompt) that others shared and that still count: ingest notes who sends them. */
export async function sharedAnchors(pool: Pick<Pool, 'query'>): Promise<ReadonlySet<bigint>> {
  const { rows } = await pool.query<{ key: bigint }>(
    `SELECT key FROM intel_anchor ORDER BY shared_at DESC, key LIMIT ${MOST}`,
  );
  return new Set(rows.map(({ key }) => key));
}
