import type { PoolClient } from 'pg';

/** The tasks of the worker (lib/jobs/tasks.ts) that services ask for. */
export type TaskName = 'deliver-order' | 'sweep-orders' | 'test-webhook';

interface Job {
  task: TaskName;
  payload: Record<string, string>;
  /** One job a key: asking again replaces the waiting one. */
  key: string;
  /** Jobs of one queue run one after the other. */
  queue?: string;
  runAt?: Date;
}

/**
 * Asks the worker for a job, in the transaction that causes it: both happen or neither. Before the first worker
 * has made its tables nothing is asked; the worker sweeps up pending orders when it starts.
 */
export async function enqueue(tx: PoolClient, { task, payload, key, queue, runAt }: Job): Promise<void> {
  const { rows } = await tx.query<{ ready: boolean }>(
    "SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS ready",
  );
  if (!rows[0]?.ready) return;
  await tx.query(
    'SELECT graphile_worker.add_job($1, $2::json, queue_name := $3, run_at := $4::timestamptz, job_key := $5)',
    [task, JSON.stringify(payload), queue ?? null, runAt ?? null, key],
  );
}

interface OrderRef {
  orderId: string;
  accountKey: bigint;
}

/** Asks for the delivery of an order. Orders of one account go out one after the other, never side by side. */
export async function enqueueOrder(
  tx: PoolClient,
  { orderId, accountKey }: OrderRef,
  runAt?: Date,
): Promise<void> {
  await enqueue(tx, {
    task: 'deliver-order',
    payload: { order_id: orderId },
    key: `order:${orderId}`,
    queue: `account:${accountKey}`,
    runAt,
  });
}
