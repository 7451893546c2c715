import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { closePool, getPool } from '@/lib/db/pool';
import { backendGivesWay, giveWay } from '@/lib/db/priority';
import { startPulse } from '@/lib/db/pulse';
import { makeBacktest } from '@/lib/services/detector/make-backtest';

/** What the thread answers before it ends. */
export type BacktestAnswer = { moments: number | null } | { error: string };

/** One back-test in a thread of its own: it computes as long as full runs do. */
async function answer(): Promise<BacktestAnswer> {
  giveWay();
  startPulse();
  getPool().on('connect', (client) => backendGivesWay(client));
  try {
    const made = await makeBacktest(z.string().parse(workerData));
    return { moments: made?.moments ?? null };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  } finally {
    await closePool();
  }
}

parentPort?.postMessage(await answer());
