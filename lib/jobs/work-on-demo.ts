import { databaseRefusal } from '@/lib/db/errors';
import { getPool } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';
import { removeDemo } from '@/lib/services/demo/remove';
import type { DemoTaskRow } from '@/lib/services/demo/row';
import { settleDemo } from '@/lib/services/demo/settle';
import { loadDemo } from './demo-load';
import { WORKER } from './world';

/**
 * Does what was asked for about the demonstration world. Answers whether it did; false when it no longer waits. What fails for good is
 * said on it; while the database is away it throws, and the job is repeated.
 */
export async function workOnDemo(id: string): Promise<boolean> {
  const { rows } = await getPool().query<DemoTaskRow>(
    "UPDATE demo_task SET progress = 0 WHERE id = $1 AND status = 'waiting' RETURNING *",
    [id],
  );
  const task = rows[0];
  if (!task) return false;
  const tell = async (share: number) => {
    await getPool().query("UPDATE demo_task SET progress = $2 WHERE id = $1 AND status = 'waiting'", [
      id,
      Math.min(1, share),
    ]);
  };
  try {
    if (task.kind === 'remove') await removeDemo({ id }, { actor: WORKER });
    else {
      await loadDemo(task.requested_at, tell);
      await settleDemo({ id, trouble: null }, { actor: WORKER });
    }
    return true;
  } catch (error) {
    if (error instanceof RetortError && error.code === 'precondition') return false;
    if (databaseRefusal(error)?.code === 'unavailable') throw error;
    const why = (error instanceof Error ? error.message : String(error)).replace(/[\0\p{Surrogate}]/gu, '');
    await settleDemo({ id, trouble: why.slice(0, 400) || 'It failed.' }, { actor: WORKER });
    return false;
  }
}
