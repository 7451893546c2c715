import { getPool, transaction } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';
import { dueAt, type Schedule } from '@/lib/model/schedule';
import { askToRun } from '@/lib/services/batch/begin';
import { discardDraft } from '@/lib/services/batch/discard';
import { expireBatch } from '@/lib/services/batch/expire';
import { BATCH_WORKER } from '@/lib/services/batch/row';
import { enqueue } from '@/lib/services/order/enqueue';

/** How much later than it is due a batch may be worked on, in ms: a job that failed often waits for hours before it is repeated. */
const PATIENCE_MS = 60_000;
/** Drafts forgotten in one sweep. */
const FORGET = 20;

/**
 * Ends drafts and requests whose time has run out, forgets whom drafts meant that nobody submitted, and asks again for batches that nobody is going to work on: begun before the first
 * worker ran, or given up, or put off for long, by one that failed again and again. Answers how many of each.
 */
export async function sweepBatches(
  now: () => Date = () => new Date(),
): Promise<{ expired: number; asked: number }> {
  const due = await getPool().query<{ id: string }>(
    "SELECT id FROM batch WHERE status IN ('draft', 'waiting') AND expires_at <= $1 ORDER BY expires_at LIMIT 500",
    [now()],
  );
  let expired = 0;
  for (const { id } of due.rows) {
    try {
      await expireBatch({ id }, { actor: BATCH_WORKER, now });
      expired++;
    } catch (error) {
      // Somebody has decided about it a moment ago.
      if (!(error instanceof RetortError) || error.code !== 'precondition') throw error;
    }
  }
  const over = await getPool().query<{ id: string }>(
    `SELECT id FROM batch b WHERE kind IS NULL AND status IN ('expired', 'cancelled')
        AND EXISTS (SELECT 1 FROM batch_account r WHERE r.batch_id = b.id) LIMIT ${FORGET}`,
  );
  for (const { id } of over.rows) await discardDraft({ id }, { actor: BATCH_WORKER, now });
  let asked = 0;
  for (const batch of await liveBatches()) {
    const at = batch.schedule && batch.turn !== null ? dueAt(batch.schedule, batch.turn) : null;
    const wanted = Math.max(at ?? 0, now().getTime());
    if (batch.busy || (batch.job_at !== null && batch.job_at.getTime() <= wanted + PATIENCE_MS)) continue;
    asked++;
    await transaction(async (tx) => {
      if (batch.frozen) await askToRun(tx, batch.id, at === null ? undefined : new Date(at));
      else
        await enqueue(tx, {
          task: 'freeze-batch',
          payload: { batch_id: batch.id },
          key: `freeze:${batch.id}`,
        });
    });
  }
  return { expired, asked };
}

interface LiveBatch {
  id: string;
  frozen: boolean;
  schedule: Schedule | null;
  /** Of the account that is next. */
  turn: number | null;
  /** When a job is going to work on it; null when none is. */
  job_at: Date | null;
  /** Whether one does now. */
  busy: boolean;
}

async function liveBatches(): Promise<LiveBatch[]> {
  const { rows } = await getPool().query<LiveBatch>(
    `SELECT b.id, b.frozen_at IS NOT NULL AS frozen, b.schedule,
            (SELECT min(turn) FROM batch_account r WHERE r.batch_id = b.id AND r.result = 'pending') AS turn,
            (SELECT min(j.run_at) FROM graphile_worker.jobs j
              WHERE j.key IN ('freeze:' || b.id, 'batch:' || b.id) AND j.attempts < j.max_attempts) AS job_at,
            EXISTS (SELECT 1 FROM graphile_worker.jobs j
                     WHERE j.locked_at IS NOT NULL
                       AND (j.queue_name = 'batch:' || b.id OR j.key IN ('freeze:' || b.id, 'batch:' || b.id))) AS busy
       FROM batch b
      WHERE b.trouble IS NULL AND (b.status IN ('scheduled', 'running') OR (b.status = 'draft' AND b.frozen_at IS NULL))`,
  );
  return rows;
}
