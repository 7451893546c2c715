import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { getPool, transaction } from '@/lib/db/pool';
import { projectRoot } from '@/lib/db/root';
import type { BacktestAnswer } from '@/lib/jobs/backtest.thread';
import { hasJob } from '@/lib/jobs/has-job';
import { makeBacktest } from '@/lib/services/detector/make-backtest';
import { askToJudge } from '@/lib/services/detector/request-backtest';

/** Built beside the worker by scripts/prepare.mjs. */
const BUNDLE = join('dist', 'backtest.thread.js');

/**
 * Runs a back-test in a thread of its own, so that this process goes on with deliveries; where its bundle was not built, here. Answers how many
 * moments were judged, or null when it was not wanted any more.
 */
export async function runBacktest(id: string): Promise<{ moments: number } | null> {
  const bundle = join(projectRoot(), BUNDLE);
  if (process.env.VITEST || !existsSync(bundle)) return makeBacktest(id);
  const answer = await new Promise<BacktestAnswer>((resolve, reject) => {
    new Worker(bundle, { workerData: id })
      .once('message', resolve)
      .once('error', reject)
      .once('exit', (code) => reject(new Error(`The thread of the back-test ended with ${code}.`)));
  });
  if ('error' in answer) throw new Error(answer.error);
  return answer.moments === null ? null : { moments: answer.moments };
}

/** Asks again for back-tests that no job is going to run. Answers how many. */
export async function sweepBacktests(): Promise<number> {
  const { rows } = await getPool().query<{ id: string }>(
    `SELECT b.id FROM detector_backtest b
      WHERE b.status = 'waiting' AND NOT ${hasJob("'backtest:' || b.id")}
      ORDER BY b.requested_at`,
  );
  for (const { id } of rows) await transaction((tx) => askToJudge(tx, id));
  return rows.length;
}
