import type { PoolClient } from 'pg';
import type { DemoOut } from '@/lib/model/demo';
import { RetortError } from '@/lib/model/errors';
import { enqueue } from '@/lib/services/order/enqueue';

export interface DemoTaskRow {
  id: string;
  kind: 'remove' | 'load';
  status: 'waiting' | 'done' | 'failed';
  progress: number | null;
  trouble: string | null;
  reason: string | null;
  requested_by: string;
  requested_at: Date;
  finished_at: Date | null;
}

export function demoTaskView(row: DemoTaskRow): NonNullable<DemoOut['task']> {
  return {
    kind: row.kind,
    status: row.status === 'waiting' && row.progress !== null ? 'running' : row.status,
    progress: row.status === 'done' ? 1 : (row.progress ?? 0),
    trouble: row.trouble,
    reason: row.reason,
    requested_by: row.requested_by,
    requested_at: row.requested_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}

/** Writes down what is to be done and asks the worker for it. One thing at a time: RetortError `busy`. */
export async function askForTask(
  tx: PoolClient,
  task: Pick<DemoTaskRow, 'id' | 'kind' | 'reason' | 'requested_by' | 'requested_at'>,
): Promise<void> {
  await tx.query('LOCK TABLE demo_task IN SHARE ROW EXCLUSIVE MODE');
  const { rowCount } = await tx.query("SELECT 1 FROM demo_task WHERE status = 'waiting'");
  if (rowCount) throw new RetortError('busy', 'The demonstration world is being worked on already.');
  await tx.query(
    'INSERT INTO demo_task (id, kind, reason, requested_by, requested_at) VALUES ($1, $2, $3, $4, $5)',
    [task.id, task.kind, task.reason, task.requested_by, task.requested_at],
  );
  await askToWork(tx, task.id);
}

export function askToWork(tx: PoolClient, id: string): Promise<void> {
  return enqueue(tx, { task: 'run-demo', payload: { task_id: id }, key: `demo:${id}`, queue: 'demo' });
}
