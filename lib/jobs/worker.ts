import { flushTraces } from '@/lib/watch/trace';
import { log } from './log';
import { runWorker } from './run';

/** The worker process: `node dist/worker.js` with DATABASE_URL. SIGINT and SIGTERM stop it within seconds. */
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());

try {
  await runWorker(stopping.signal);
  await flushTraces();
  process.exit(0);
} catch (error) {
  log.fatal(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
