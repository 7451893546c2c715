import type { Pool } from 'pg';

/** A share of changed rows above which the statistics of a table are made anew. */
const SHARE = 0.2;
/** Fewer rows are nothing to plan for. */
const LEAST_ROWS = 2_000;

/**
 * Makes statistics anew where much came in since: days of `exchange` that autovacuum has not come to yet, and `exchange` as a
 * whole, which autovacuum never looks at because its rows lie in its parts. Answers what was analyzed.
 */
export async function analyzeGrown(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; stale: boolean; live: number }>(
    `SELECT s.relname AS name, s.n_live_tup::float8 AS live,
            s.n_mod_since_analyze > ${LEAST_ROWS} AND s.n_mod_since_analyze > ${SHARE} * s.n_live_tup AS stale
       FROM pg_inherits i JOIN pg_stat_user_tables s ON s.relid = i.inhrelid WHERE i.inhparent = 'exchange'::regclass`,
  );
  const done: string[] = [];
  for (const { name, stale } of rows) {
    if (!stale) continue;
    await pool.query(`ANALYZE (SKIP_LOCKED) ${name}`);
    done.push(name);
  }
  const live = rows.reduce((sum, row) => sum + row.live, 0);
  const whole = await pool.query<{ known: number; version: number }>(
    `SELECT reltuples::float8 AS known, current_setting('server_version_num')::int AS version FROM pg_class WHERE oid = 'exchange'::regclass`,
  );
  const { known = -1, version = 0 } = whole.rows[0] ?? {};
  if (live > LEAST_ROWS && Math.abs(live - Math.max(known, 0)) > SHARE * live) {
    // From 18 on it would go over the parts once more.
    await pool.query(`ANALYZE (SKIP_LOCKED) ${version >= 180_000 ? 'ONLY ' : ''}exchange`);
    done.push('exchange');
  }
  return done;
}
