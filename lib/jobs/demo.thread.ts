import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { closePool, getPool } from '@/lib/db/pool';
import { backendGivesWay, giveWay } from '@/lib/db/priority';
import { startPulse } from '@/lib/db/pulse';
import { workOnDemo } from './work-on-demo';

/** What the thread answers before it ends. */
export type DemoAnswer = { done: boolean } | { error: string };

/** Work on the demonstration world in a thread of its own: inventing it computes for a while. */
async function answer(): Promise<DemoAnswer> {
  giveWay();
  startPulse();
  getPool().on('connect', (client) => backendGivesWay(client));
  try {
    return { done: await workOnDemo(z.string().parse(workerData)) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  } finally {
    await closePool();
  }
}

parentPort?.postMessage(await answer());
