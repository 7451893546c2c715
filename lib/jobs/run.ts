import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { run, runMigrations, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { databaseRefusal } from '@/lib/db/errors';
import { createPool, databaseUrl } from '@/lib/db/pool';
import { startPulse } from '@/lib/db/pulse';
import { RetortError } from '@/lib/model/errors';
import { seedTargetFromEnv } from '@/lib/services/target/seed-from-env';
import { startReporting, tellOfPool } from '@/lib/services/watch/report';
import { InboxLoop } from './inbox';
import { LiveLoop } from './live';
import { GRACE_SECONDS, Liveness, releaseDeadWorkers } from './liveness';
import { log, queueLogger } from './log';
import { detectEvery, schedule } from './schedule';
import { TASKS } from './tasks';
import { watched } from './watched';

/** Jobs at once in one process. */
const CONCURRENCY = 6;
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
  const loss = new LossWatch();
  loss.begin();
  startPulse();
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const startedAt = Date.now();
    try {
      await runUntilLost(detectMinutes, loss, signal);
    } catch (error) {
      if (!signal.aborted)
        log.warn({ reason: String(error) }, 'the worker lost its database and starts again');
    }
    if (Date.now() - startedAt > LONGEST_PAUSE_MS) pause = FIRST_PAUSE_MS;
    await delay(pause, undefined, { signal }).catch(() => {});
    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
  }
  loss.end();
}

async function runUntilLost(detectMinutes: number, loss: LossWatch, signal: AbortSignal): Promise<void> {
  // A pool of its own, because the queue expects its ids as strings.
  const pool = createPool(databaseUrl(), {
    types: pg.types,
    max: CONCURRENCY + 3,
    application_name: 'retort worker',
  });
  const inbox = new InboxLoop();
  const live = new LiveLoop();
  let liveness: Liveness | undefined;
  startReporting('worker');
  tellOfPool('queue', pool);
  try {
    await runMigrations({ pgPool: pool, logger: queueLogger });
    await seedTarget();
    await releaseDeadWorkers();
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => {
      liveness = new Liveness(workerPool.id);
      void liveness.begin();
    });
    const runner = await run({
      pgPool: pool,
      taskList: watched(TASKS),
      parsedCronItems: schedule(detectMinutes),
      concurrency: CONCURRENCY,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      // Without a delay, but by way of the queue's batches: only those repeat what the database did not take.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      logger: queueLogger,
      events,
    });
    // Watched from the start: it may fail while the lines below still wait for the database.
    runner.promise.catch(() => {});
    const stop = () => void runner.stop().catch(() => {});
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      log.info({ detect_every_minutes: detectMinutes }, 'the worker is running');
      await runner.addJob('sweep-orders', {}, { jobKey: 'sweep-orders' });
      await runner.addJob('sweep-batches', {}, { jobKey: 'sweep-batches' });
      // Once more when a worker that died just before this one started counts as dead.
      const later = new Date(Date.now() + (GRACE_SECONDS + 1) * 1_000);
      await runner.addJob('sweep-orders', {}, { jobKey: 'sweep-orders-again', runAt: later });
      await runner.addJob('maintain-partitions', {}, { jobKey: 'maintain-partitions' });
      await runner.addJob('draw-campaigns', {}, { jobKey: 'draw-campaigns' });
      await runner.addJob('keep-house', {}, { jobKey: 'keep-house' });
      inbox.begin();
      live.begin();
      await Promise.race([runner.promise, loss.next(), patience(signal)]);
    } finally {
      signal.removeEventListener('abort', stop);
      if (!signal.aborted) stop();
    }
  } finally {
    await Promise.race([
      Promise.all([inbox.end(), live.end()]),
      delay(PATIENCE_MS, undefined, { ref: false }),
    ]);
    await liveness?.end();
    await Promise.race([pool.end(), delay(1_000, undefined, { ref: false })]);
  }
}

/**
 * Failures of the database that nobody waits for: the queue has some of its own. They end the present run, so that the
 * next one begins under another id and the jobs of this one are given back. Any other unheard failure is a bug and
 * ends the process.
 */
class LossWatch {
  private report: (reason: unknown) => void = () => {};

  private readonly onFailure = (reason: unknown) => {
    if (!isLoss(reason)) throw reason;
    this.report(reason);
  };

  begin(): void {
    process.on('unhandledRejection', this.onFailure);
  }

  end(): void {
    process.off('unhandledRejection', this.onFailure);
  }

  /** Rejects at the next loss. */
  next(): Promise<never> {
    const promise = new Promise<never>((_, reject) => {
      this.report = reject;
    });
    promise.catch(() => {});
    return promise;
  }
}

function isLoss(reason: unknown): boolean {
  if (databaseRefusal(reason)) return true;
  return (
    reason instanceof Error &&
    /not queryable|not currently accepting connections|Cannot use a pool after/.test(reason.message)
  );
}

async function seedTarget(): Promise<void> {
  try {
    if (await seedTargetFromEnv()) log.info('the webhook of RETORT_WEBHOOK_URL is set');
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
