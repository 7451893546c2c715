import { parentPort } from 'node:worker_threads';
import { closePool, getPool } from '@/lib/db/pool';
import { backendGivesWay, giveWay } from '@/lib/db/priority';
import { startPulse } from '@/lib/db/pulse';
import { type RunReceipt, runDetectionVerb } from '@/lib/services/detection/run';
import { WORKER } from './world';

/** What the thread answers before it ends. */
export type DetectAnswer = { receipt: RunReceipt } | { error: string };

/** One detection run in a thread of its own (see detect-apart.ts), so that deliveries do not wait for it. */
async function answer(): Promise<DetectAnswer> {
  giveWay();
  startPulse();
  getPool().on('connect', (client) => backendGivesWay(client));
  try {
    return { receipt: await runDetectionVerb({}, { actor: WORKER }) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  } finally {
    await closePool();
  }
}

parentPort?.postMessage(await answer());
