import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { ConsoleStatus } from '@/lib/model/console/status';
import { defineQuery } from '@/lib/services/verb';

const RATE_MINUTES = 5;

/** State of ingest and detection and the counts of the rail, for the frame of every page. Polled, so it reads no big table. */
export const consoleStatus = defineQuery({
  name: 'console.status',
  right: 'read',
  input: z.object({}),
  run: async (_, __, now): Promise<ConsoleStatus> => {
    const pool = getPool();
    const [batches, run, counts] = await Promise.all([
      pool.query<BatchRow>(BATCHES),
      pool.query<RunRow>(
        'SELECT id, until, finished_at, error FROM detection_run ORDER BY started_at DESC LIMIT 1',
      ),
      pool.query<CountRow>(COUNTS, [now]),
    ]);
    const batch = batches.rows[0];
    const last = run.rows[0];
    return {
      ingest: batch?.started_at
        ? {
            last_batch_at: batch.finished_at?.toISOString() ?? null,
            records_per_second: batch.rate,
            newest_at: batch.newest_at?.toISOString() ?? null,
            lag_seconds: batch.lag,
          }
        : null,
      last_run: last
        ? {
            id: last.id,
            until: last.until.toISOString(),
            finished_at: last.finished_at?.toISOString() ?? null,
            error: last.error,
          }
        : null,
      open_alerts: counts.rows[0]?.alerts ?? 0,
      open_campaigns: counts.rows[0]?.campaigns ?? 0,
      waiting_batches: counts.rows[0]?.batches ?? 0,
    };
  },
});

interface BatchRow {
  started_at: Date | null;
  finished_at: Date | null;
  newest_at: Date | null;
  rate: number | null;
  lag: number | null;
}

interface RunRow {
  id: string;
  until: Date;
  finished_at: Date | null;
  error: string | null;
}

interface CountRow {
  alerts: number;
  campaigns: number;
  batches: number;
}

// The rate is what the recent batches took in, over the time they worked.
const BATCHES = `
  WITH latest AS (SELECT started_at, finished_at FROM ingest_batch ORDER BY started_at DESC LIMIT 1),
       recent AS (
         SELECT sum(accepted)::float8 AS records,
                sum(extract(epoch FROM coalesce(finished_at, now()) - started_at))::float8 AS seconds
         FROM ingest_batch WHERE started_at > now() - interval '${RATE_MINUTES} minutes'),
       newest AS (
         SELECT max(newest_at) AS at FROM (SELECT newest_at FROM ingest_batch ORDER BY started_at DESC LIMIT 50) b)
  SELECT latest.started_at, latest.finished_at, newest.at AS newest_at,
         CASE WHEN recent.records > 0 THEN recent.records / greatest(recent.seconds, 1) END AS rate,
         extract(epoch FROM now() - newest.at)::float8 AS lag
  FROM latest, recent, newest`;

const COUNTS = `
  SELECT (SELECT count(*)::int FROM alert
           WHERE status = 'open' AND (snoozed_until IS NULL OR snoozed_until <= $1)) AS alerts,
         (SELECT count(*)::int FROM campaign WHERE status IN ('suspected', 'confirmed')) AS campaigns,
         (SELECT count(*)::int FROM batch WHERE status = 'waiting' AND (expires_at IS NULL OR expires_at > $1)) AS batches`;
