import { parentPort } from 'node:worker_threads';
import { closePool, getPool } from '@/lib/db/pool';
import { backendGivesWay, giveWay } from '@/lib/db/priority';
import { startPulse } from '@/lib/db/pulse';

/** What a thread answers before it ends. */
export type ThreadAnswer<T> = { done: T } | { error: string };

/** Does the one thing that a thread of the worker is for (see apart.ts), giving way to whoever waits, and answers what came of it. */
export async function inThread<T>(work: () => Promise<T>): Promise<void> {
  giveWay();
  startPulse();
  getPool().on('connect', (client) => backendGivesWay(client));
  parentPort?.postMessage(await answer(work));
}

async function answer<T>(work: () => Promise<T>): Promise<ThreadAnswer<T>> {
  try {
    return { done: await work() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  } finally {
    await closePool();
  }
}
