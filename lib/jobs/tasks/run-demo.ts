import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { getPool, transaction } from '@/lib/db/pool';
import { projectRoot } from '@/lib/db/root';
import type { DemoAnswer } from '@/lib/jobs/demo.thread';
import { hasJob } from '@/lib/jobs/has-job';
import { workOnDemo } from '@/lib/jobs/work-on-demo';
import { askToWork } from '@/lib/services/demo/row';

/** Built beside the worker by scripts/prepare.mjs. */
const BUNDLE = join('dist', 'demo.thread.js');

/** Does what was asked for about the demonstration world in a thread of its own; where its bundle was not built, here. */
export async function runDemo(id: string): Promise<boolean> {
  const bundle = join(projectRoot(), BUNDLE);
  if (process.env.VITEST || !existsSync(bundle)) return workOnDemo(id);
  const answer = await new Promise<DemoAnswer>((resolve, reject) => {
    new Worker(bundle, { workerData: id })
      .once('message', resolve)
      .once('error', reject)
      .once('exit', (code) => reject(new Error(`The thread of the demonstration ended with ${code}.`)));
  });
  if ('error' in answer) throw new Error(answer.error);
  return answer.done;
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
