import type { PoolClient } from 'pg';

/** The tasks of the worker (lib/jobs/tasks/index.ts) that services ask for. */
export type TaskName =
  | 'drain-target'
  | 'sweep-orders'
  | 'test-target'
  | 'freeze-batch'
  | 'run-batch'
  | 'write-case'
  | 'run-backtest'
  | 'run-demo'
  | 'poll-intel'
  | 'read-intel'
  | 'settle-shares';

interface Job {
  task: TaskName;
  payload: Record<string, string>;
  /** One job a key: asking again replaces the waiting one. Without a key every call is a job, and waits for nobody's transaction. */
  key?: string;
  /** Jobs of one queue run one after the other. */
  queue?: string;
  runAt?: Date;
}

/**
 * Asks the worker for a job, in the transaction that causes it: both happen or neither. Before the first worker
 * has made its tables nothing is asked; the worker sweeps up pending orders when it starts.
 */
export async function enqueue(tx: PoolClient, { task, payload, key, queue, runAt }: Job): Promise<void> {
  if (!(await hasQueue(tx))) return;
  await tx.query(
    'SELECT graphile_worker.add_job($1, $2::json, queue_name := $3, run_at := $4::timestamptz, job_key := $5)',
    [task, JSON.stringify(payload), queue ?? null, runAt ?? null, key ?? null],
  );
}

/** An order just written, by its id. */
export interface OrderRef {
  orderId: string;
}

/**
 * Puts orders just written into the outbox of every target, in their transaction, and asks the worker to deliver them: two
 * statements for any number of orders. Orders of one account go to a target one after the other, in the order of their transactions,
 * which therefore must hold the account's row.
 */
export async function enqueueOrders(tx: PoolClient, orders: readonly OrderRef[]): Promise<void> {
  if (orders.length === 0) return;
  await tx.query(`${OUTBOX} WHERE o.id = ANY($1) AND t.removed_at IS NULL`, [
    orders.map(({ orderId }) => orderId),
  ]);
  if (!(await hasQueue(tx))) return;
  await tx.query(`${DRAINS} WHERE removed_at IS NULL AND paused_at IS NULL`);
}

/** Asks the worker to deliver what waits for these targets. */
export async function askToDrain(tx: PoolClient, targets: readonly string[]): Promise<void> {
  if (targets.length === 0 || !(await hasQueue(tx))) return;
  await tx.query(`${DRAINS} WHERE id = ANY($1)`, [targets]);
}

/** Rows of the outbox for the orders `o` and targets `t` that a condition names. */
export const OUTBOX = `
  INSERT INTO order_delivery (account_key, target_id, seq, order_id, kind, test, due_at)
  SELECT o.account_key, t.id, o.seq, o.id, o.kind, t.test, o.created_at
    FROM enforcement_order o CROSS JOIN target t`;

// A job of its own each time: one that all share would have every transaction wait for the one before it.
const DRAINS = `
  SELECT graphile_worker.add_job('drain-target', json_build_object('target_id', id), queue_name := 'target:' || id) FROM target`;

async function hasQueue(tx: PoolClient): Promise<boolean> {
  const { rows } = await tx.query<{ ready: boolean }>(
    "SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS ready",
  );
  return rows[0]?.ready ?? false;
}
