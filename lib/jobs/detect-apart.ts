import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '@/lib/db/root';
import { type RunReceipt, runDetectionVerb } from '@/lib/services/detection/run';
import type { DetectAnswer } from './detect.thread';
import { WORKER } from './world';

/** Built beside the worker by scripts/prepare.mjs. */
const BUNDLE = join('dist', 'detect.thread.js');

/**
 * Runs detection over what is known now, in a thread of its own: a full run computes for many seconds, in which this
 * process still delivers orders and answers the queue. Where the thread's bundle was not built (tests run from
 * source) it runs here. Errors are the run's own.
 */
export async function detectApart(): Promise<RunReceipt> {
  const bundle = join(projectRoot(), BUNDLE);
  if (process.env.VITEST || !existsSync(bundle)) return runDetectionVerb({}, { actor: WORKER });
  const answer = await new Promise<DetectAnswer>((resolve, reject) => {
    new Worker(bundle)
      .once('message', resolve)
      .once('error', reject)
      .once('exit', (code) => reject(new Error(`The detection thread ended with ${code}.`)));
  });
  if ('error' in answer) throw new Error(answer.error);
  return answer.receipt;
}
