import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { run, runMigrations, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { createPool, databaseUrl } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';
import { seedWebhookFromEnv } from '@/lib/services/webhook/seed-from-env';
import { Liveness, releaseDeadWorkers } from './liveness';
import { log, queueLogger } from './log';
import { detectEvery, schedule } from './schedule';
import { TASKS } from './tasks';

/** Jobs at once in one process. */
const CONCURRENCY = 4;
const POLL_MS = 2_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** How long a job may go on after the worker was told to stop. What is left then is given back at the next start. */
const PATIENCE_MS = 8_000;

/**
 * Runs jobs until `signal` is aborted: delivers orders, runs detection by the clock, makes partitions. When the database
 * goes away it waits and goes on when it is back. Any number of these processes may run side by side.
 */
export async function runWorker(signal: AbortSignal): Promise<void> {
  const detectMinutes = detectEvery(process.env.RETORT_DETECT_EVERY);
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const startedAt = Date.now();
    try {
      await runUntilLost(detectMinutes, signal);
    } catch (error) {
      if (!signal.aborted)
        log.warn({ reason: String(error) }, 'the worker lost its database and starts again');
    }
    if (Date.now() - startedAt > LONGEST_PAUSE_MS) pause = FIRST_PAUSE_MS;
    await delay(pause, undefined, { signal }).catch(() => {});
    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
  }
}

async function runUntilLost(detectMinutes: number, signal: AbortSignal): Promise<void> {
  // A pool of its own, because the queue expects its ids as strings.
  const pool = createPool(databaseUrl(), {
    types: pg.types,
    max: CONCURRENCY + 3,
    application_name: 'retort worker',
  });
  let liveness: Liveness | undefined;
  try {
    await runMigrations({ pgPool: pool, logger: queueLogger });
    await seedWebhook();
    await releaseDeadWorkers();
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => {
      liveness = new Liveness(workerPool.id);
      void liveness.begin();
    });
    const runner = await run({
      pgPool: pool,
      taskList: TASKS,
      parsedCronItems: schedule(detectMinutes),
      concurrency: CONCURRENCY,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      logger: queueLogger,
      events,
    });
    const stop = () => void runner.stop().catch(() => {});
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      log.info({ detect_every_minutes: detectMinutes }, 'the worker is running');
      await runner.addJob('sweep-orders', {}, { jobKey: 'sweep-orders' });
      await runner.addJob('maintain-partitions', {}, { jobKey: 'maintain-partitions' });
      await Promise.race([runner.promise, patience(signal)]);
    } finally {
      signal.removeEventListener('abort', stop);
      if (!signal.aborted) stop();
    }
  } finally {
    await liveness?.end();
    await Promise.race([pool.end(), delay(1_000, undefined, { ref: false })]);
  }
}

async function seedWebhook(): Promise<void> {
  try {
    if (await seedWebhookFromEnv()) log.info('the webhook of RETORT_WEBHOOK_URL is set');
  } catch (error) {
    if (!(error instanceof RetortError) || error.code === 'unavailable') throw error;
    log.error(`RETORT_WEBHOOK_URL is not used: ${error.message}`);
  }
}

/** Resolves some time after `signal` was aborted. */
async function patience(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await delay(PATIENCE_MS, undefined, { ref: false });
}
