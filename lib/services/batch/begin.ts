import type { PoolClient } from 'pg';
import { dueAt, type Schedule } from '@/lib/model/schedule';
import { enqueue } from '@/lib/services/order/enqueue';
import type { VerbWork } from '@/lib/services/verb';
import type { BatchRow } from './row';

/** Asks the worker to go on with a batch, at once or at `at`. One job works on a batch at a time. */
export async function askToRun(tx: PoolClient, id: string, at?: Date): Promise<void> {
  await enqueue(tx, {
    task: 'run-batch',
    payload: { batch_id: id },
    key: `batch:${id}`,
    queue: `batch:${id}`,
    runAt: at,
  });
}

/** Asks the worker to begin when the schedule says. */
export async function askToBegin(tx: PoolClient, id: string, schedule: Schedule): Promise<void> {
  const at = dueAt(schedule, 0);
  await askToRun(tx, id, at === null ? undefined : new Date(at));
}

/** The one decision of a batch, by whoever asked for it. Answers its id. */
export async function writeBatchDecision(
  batch: Pick<
    BatchRow,
    'kind' | 'campaign_id' | 'reason' | 'requested_by_kind' | 'requested_by_id' | 'requested_by_name'
  >,
  { tx, now, newId }: VerbWork,
): Promise<string> {
  const id = newId();
  await tx.query(
    `INSERT INTO decision (id, kind, campaign_id, reason, actor_kind, actor_id, actor_name, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      batch.kind,
      batch.campaign_id,
      batch.reason,
      batch.requested_by_kind,
      batch.requested_by_id,
      batch.requested_by_name,
      now,
    ],
  );
  return id;
}
