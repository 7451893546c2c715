import { getPool } from '@/lib/db/pool';
import type { MetricName, Sample, Samples } from '@/lib/watch/metrics';

/** Whoever asks often gets what was found a moment ago. */
const FRESH_MS = 5_000;
const TIMEOUT_MS = 2_000;

/** Each statement gives rows of a metric's name, its labels and its value, and reads by indexes or from small tables. */
const STATEMENTS: readonly string[] = [
  `SELECT 'retort_ingest_lag_seconds' AS name, '{}'::text[] AS labels, extract(epoch FROM now() - max(newest_at))::float8 AS value
     FROM (SELECT newest_at FROM ingest_batch ORDER BY started_at DESC LIMIT 50) b
   UNION ALL
   SELECT 'retort_ingest_idle_seconds', '{}', extract(epoch FROM now() - (SELECT started_at FROM ingest_batch ORDER BY started_at DESC LIMIT 1))`,
  `WITH recent AS (SELECT * FROM detection_run ORDER BY started_at DESC LIMIT 100),
        good AS (SELECT * FROM recent WHERE finished_at IS NOT NULL AND error IS NULL ORDER BY started_at DESC LIMIT 1)
   SELECT 'retort_detection_age_seconds' AS name, '{}'::text[] AS labels, extract(epoch FROM now() - finished_at)::float8 AS value FROM good
   UNION ALL SELECT 'retort_detection_seconds', '{}', extract(epoch FROM finished_at - started_at) FROM good
   UNION ALL SELECT 'retort_detection_failed', '{}', (error IS NOT NULL)::int FROM (SELECT error FROM recent ORDER BY started_at DESC LIMIT 1) last`,
  `WITH j AS (
     SELECT task_identifier AS task, run_at,
            CASE WHEN locked_at IS NOT NULL THEN 'running' WHEN attempts >= max_attempts THEN 'given_up'
                 WHEN run_at <= now() THEN 'due' ELSE 'later' END AS state
       FROM graphile_worker.jobs)
   SELECT 'retort_jobs' AS name, ARRAY[task, state] AS labels, count(*)::float8 AS value FROM j GROUP BY task, state
   UNION ALL
   SELECT 'retort_job_wait_seconds', '{}', coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE state = 'due')), 0) FROM j`,
  `SELECT m.name, ARRAY[t.kind] AS labels, sum(m.value)::float8 AS value
     FROM target t CROSS JOIN LATERAL (
       SELECT 'retort_outbox_pending' AS name, count(*)::float8 AS value FROM order_delivery d WHERE d.target_id = t.id AND d.status = 'pending'
       UNION ALL
       SELECT 'retort_outbox_dead', count(*) FROM order_delivery d WHERE d.target_id = t.id AND d.status = 'dead') m
    WHERE t.removed_at IS NULL AND NOT t.test GROUP BY 1, t.kind
   UNION ALL
   SELECT 'retort_outbox_age_seconds', ARRAY[t.kind], max(greatest(0, extract(epoch FROM now() - first.due_at)))
     FROM target t CROSS JOIN LATERAL (
       SELECT due_at FROM order_delivery d WHERE d.target_id = t.id AND d.status = 'pending' ORDER BY due_at, seq LIMIT 1) first
    WHERE t.removed_at IS NULL AND NOT t.test AND t.paused_at IS NULL GROUP BY t.kind`,
  `SELECT m.name, '{}'::text[] AS labels, m.value::float8 AS value FROM (SELECT * FROM disk_use ORDER BY at DESC LIMIT 1) d
    CROSS JOIN LATERAL (VALUES ('retort_database_bytes', d.bytes), ('retort_disk_free_bytes', d.free_bytes)) m (name, value)
    WHERE m.value IS NOT NULL`,
];

let last: { at: number; samples: Promise<Samples> } | undefined;

/** What the database tells of the deployment as a whole. What cannot be read is left out, so that the rest is told. */
export async function deploymentFigures(now = performance.now()): Promise<Samples> {
  if (!last || now - last.at > FRESH_MS) last = { at: now, samples: read() };
  return last.samples;
}

async function read(): Promise<Samples> {
  const samples: Partial<Record<MetricName, Sample[]>> = {};
  const client = await getPool().connect();
  let broken: Error | undefined;
  try {
    await client.query(`SET statement_timeout = ${TIMEOUT_MS}`);
    for (const statement of STATEMENTS) {
      // The queue's tables are not there before the first worker.
      const { rows } = await client
        .query<{ name: MetricName; labels: string[]; value: number | null }>(statement)
        .catch(() => ({ rows: [] }));
      for (const { name, labels, value } of rows) {
        if (value === null) continue;
        samples[name] ??= [];
        samples[name].push([labels, value]);
      }
    }
  } finally {
    await client.query('RESET statement_timeout').catch((error: Error) => {
      broken = error;
    });
    client.release(broken);
  }
  return samples;
}
