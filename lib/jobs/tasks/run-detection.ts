import { getPool } from '@/lib/db/pool';
import { detectApart } from '@/lib/jobs/detect-apart';

/** Whether records were taken in since the last run that ended well. */
export async function anythingNew(): Promise<boolean> {
  const { rows } = await getPool().query<{ fresh: boolean }>(
    `SELECT EXISTS (
       SELECT 1 FROM ingest_batch
        WHERE coalesce(finished_at, started_at) >= coalesce(
          (SELECT max(started_at) FROM detection_run WHERE finished_at IS NOT NULL AND error IS NULL), '-infinity')
     ) AS fresh`,
  );
  return rows[0]?.fresh ?? false;
}

/** Runs detection over what is known now, or answers null when nothing came in since the last run. */
export async function runDetectionIfNew() {
  if (!(await anythingNew())) return null;
  return detectApart();
}
