import { getPool, transaction } from '@/lib/db/pool';
import { apart } from '@/lib/jobs/apart';
import { hasJob } from '@/lib/jobs/has-job';
import { workOnDemo } from '@/lib/jobs/work-on-demo';
import { askToWork } from '@/lib/services/demo/row';

/** Does what was asked for about the demonstration world in a thread of its own; where its bundle was not built, here. */
export function runDemo(id: string): Promise<boolean> {
  return apart('demo', () => workOnDemo(id), id);
}

/** Asks again for work that no job is going to do. Answers how much. */
export async function sweepDemo(): Promise<number> {
  const { rows } = await getPool().query<{ id: string }>(
    `SELECT t.id FROM demo_task t
      WHERE t.status = 'waiting' AND NOT ${hasJob("'demo:' || t.id")}`,
  );
  for (const { id } of rows) await transaction((tx) => askToWork(tx, id));
  return rows.length;
}
