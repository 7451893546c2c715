import { getPool, transaction } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';
import { dueAt, type Schedule } from '@/lib/model/schedule';
import { askToRun } from '@/lib/services/batch/begin';
import { discardDraft } from '@/lib/services/batch/discard';
import { expireBatch } from '@/lib/services/batch/expire';
import { BATCH_WORKER } from '@/lib/services/batch/row';
import { enqueue } from '@/lib/services/order/enqueue';

/** Drafts forgotten in one sweep. */
const FORGET = 20;

/**
 * Ends drafts and requests whose time has run out, forgets whom drafts meant that nobody submitted, and asks again for batches that nobody is going to work on: begun before the first
 * worker ran, or given up by one that died again and again. Answers how many of each.
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
  const idle = await getPool().query<{
    id: string;
    frozen: boolean;
    schedule: Schedule | null;
    turn: number | null;
  }>(
    `SELECT b.id, b.frozen_at IS NOT NULL AS frozen, b.schedule,
            (SELECT min(turn) FROM batch_account r WHERE r.batch_id = b.id AND r.result = 'pending') AS turn
       FROM batch b
      WHERE b.trouble IS NULL AND (b.status IN ('scheduled', 'running') OR (b.status = 'draft' AND b.frozen_at IS NULL))
        AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j
                         WHERE j.key IN ('freeze:' || b.id, 'batch:' || b.id)
                           AND (j.attempts < j.max_attempts OR j.locked_at IS NOT NULL))
        AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j WHERE j.queue_name = 'batch:' || b.id AND j.locked_at IS NOT NULL)`,
  );
  for (const { id, frozen, schedule, turn } of idle.rows) {
    await transaction(async (tx) => {
      if (!frozen) {
        await enqueue(tx, { task: 'freeze-batch', payload: { batch_id: id }, key: `freeze:${id}` });
        return;
      }
      const at = schedule && turn !== null ? dueAt(schedule, turn) : null;
      await askToRun(tx, id, at === null ? undefined : new Date(at));
    });
  }
  return { expired, asked: idle.rows.length };
}
