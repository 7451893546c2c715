import { Command } from 'commander';
import { withDatabase } from '@/lib/cli/database';
import { note } from '@/lib/cli/output';
import { runWorker } from '@/lib/jobs/run';

/** `retort worker`: delivers orders and runs detection on a schedule until it is stopped. */
export function workerCommand(): Command {
  return new Command('worker')
    .description('deliver orders and run detection on a schedule, until stopped')
    .action(async () => {
      const stopping = new AbortController();
      const stop = () => stopping.abort();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
      try {
        await withDatabase(async () => {
          note('The worker is running. Ctrl-C stops it.');
          await runWorker(stopping.signal);
        });
      } finally {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
      }
    });
}
