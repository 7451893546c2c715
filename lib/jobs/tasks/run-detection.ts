import { getPool } from '@/lib/db/pool';
import { detectApart } from '@/lib/jobs/detect-apart';

/** What people decide that changes which accounts are counted together. */
const REGROUPS = ['merge', 'split', 'reopen', 'undo', 'exclude', 'include'];

/**
 * Whether, since the last run that ended well, records were taken in, people decided what belongs together, or another version of the
 * detectors is live or the shadow.
 */
export async function anythingNew(): Promise<boolean> {
  const { rows } = await getPool().query<{ fresh: boolean }>(
    `WITH last AS (
       SELECT coalesce(max(started_at), '-infinity') AS at FROM detection_run WHERE finished_at IS NOT NULL AND error IS NULL)
     SELECT EXISTS (SELECT 1 FROM ingest_batch, last WHERE coalesce(finished_at, ingest_batch.started_at) >= last.at)
         OR EXISTS (SELECT 1 FROM decision, last WHERE decided_at >= last.at AND kind = ANY($1))
         OR EXISTS (SELECT 1 FROM detector_version, last
                     WHERE state IN ('live', 'shadow') AND changed_at >= last.at AND last.at > '-infinity')
         OR EXISTS (SELECT 1 FROM demo_task, last WHERE finished_at >= last.at) AS fresh`,
    [REGROUPS],
  );
  return rows[0]?.fresh ?? false;
}

/** Runs detection over what is known now, or answers null when nothing of that kind happened since the last run. */
export async function runDetectionIfNew() {
  if (!(await anythingNew())) return null;
  return detectApart();
}
