import type { Pool } from 'pg';
import { deleteByPages } from './retention';

/** Rows that nobody needs after a time. */
export interface AgingRule {
  table: string;
  /** The moment that counts, as SQL over the columns of the table. */
  column: string;
  /** Days after that moment. */
  days: number;
  /** Which rows only, as SQL. */
  where?: string;
  why: string;
}

/**
 * What is deleted behind itself, in one place. Never listed here: the audit log, decisions and what they rest on, batches, orders,
 * campaigns. Exchanges and their rollups go by days that an administrator sets (retention.ts).
 */
export const AGING: readonly AgingRule[] = [
  {
    table: 'order_delivery',
    column: 'settled_at',
    days: 90,
    where: "status IN ('delivered', 'superseded', 'skipped')",
    why: 'What became of an order stands with the order; dead letters stay until somebody replays them.',
  },
  {
    table: 'ingest_batch',
    column: 'started_at',
    days: 90,
    why: 'Receipts and rejected lines are for whoever sent them; the audit log keeps the numbers.',
  },
  {
    table: 'detection_run',
    column: 'started_at',
    days: 400,
    where:
      'NOT EXISTS (SELECT 1 FROM campaign c WHERE c.run_id = detection_run.id) AND NOT EXISTS (SELECT 1 FROM indicator_drawing d WHERE d.run_id = detection_run.id)',
    why: 'Runs that no campaign was last written by are figures over time.',
  },
  { table: 'disk_use', column: 'at', days: 400, why: 'Growth is judged by the last weeks.' },
  { table: 'presence', column: 'seen_at', days: 1, why: 'Worthless after a minute.' },
  { table: 'process_figures', column: 'seen_at', days: 1, why: 'Processes that ended.' },
  {
    table: 'auth_session',
    column: 'expires_at',
    days: 30,
    why: 'Ended sessions; signing in stands in the audit log.',
  },
  { table: 'auth_verification', column: 'expires_at', days: 1, why: 'Ran out.' },
  { table: 'sign_in_failure', column: 'since', days: 30, why: 'Locks last minutes.' },
  {
    table: 'auth_rate_limit',
    column: 'to_timestamp(last_request / 1000.0)',
    days: 1,
    why: 'Counts of a minute.',
  },
];

/** Jobs that were given up so long ago, in days, are forgotten. */
const GIVEN_UP_DAYS = 30;

/** Deletes what the rules name, as of `now`. Answers how many rows of each table went, those with none left out. */
export async function ageRows(pool: Pool, now: Date): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  for (const { table, column, days, where } of AGING) {
    const rows = await deleteByPages(
      pool,
      table,
      `${column} < $1::timestamptz - make_interval(days => $2)${where ? ` AND ${where}` : ''}`,
      [now, days],
    );
    if (rows > 0) gone[table] = rows;
  }
  const jobs = await pool.query(
    `SELECT graphile_worker.complete_jobs(ARRAY(
       SELECT id FROM graphile_worker.jobs WHERE attempts >= max_attempts AND locked_at IS NULL AND run_at < $1::timestamptz - make_interval(days => $2)))`,
    [now, GIVEN_UP_DAYS],
  );
  if (jobs.rowCount) gone.jobs = jobs.rowCount;
  return gone;
}
