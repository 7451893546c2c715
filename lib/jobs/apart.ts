import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '@/lib/db/root';
import type { ThreadAnswer } from './in-thread';

/**
 * What `<name>.thread.ts` answers, in a thread of its own: it computes for many seconds, in which this process still delivers orders and
 * answers the queue. Where its bundle was not built beside the worker by scripts/prepare.mjs (tests run from source) it is done `here`.
 * Errors are those of the work.
 */
export async function apart<T>(name: string, here: () => Promise<T>, data?: string): Promise<T> {
  const bundle = join(projectRoot(), 'dist', `${name}.thread.js`);
  if (process.env.VITEST || !existsSync(bundle)) return here();
  const answer = await new Promise<ThreadAnswer<T>>((resolve, reject) => {
    new Worker(bundle, { workerData: data })
      .once('message', resolve)
      .once('error', reject)
      .once('exit', (code) => reject(new Error(`The thread of ${name} ended with ${code}.`)));
  });
  if ('error' in answer) throw new Error(answer.error);
  return answer.done;
}
