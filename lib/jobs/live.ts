import { setTimeout as delay } from 'node:timers/promises';
import { lookLive } from '@/lib/services/live/look';
import { log } from './log';

/** How often it is looked at what came in; seldomer where a look costs more than a tenth of that. */
const EVERY_MS = 1_000;
const COST = 10;
const LONGEST_PAUSE_MS = 15_000;

/** Milliseconds until the next look, after one that took `took` and left more to be looked at or not, or failed so often in a row. */
export function pauseAfter(took: number, { more = false, failures = 0 } = {}): number {
  if (failures > 0) return Math.min(LONGEST_PAUSE_MS, EVERY_MS * 2 ** failures);
  return more ? 0 : Math.min(LONGEST_PAUSE_MS, Math.max(EVERY_MS, took * COST));
}

/**
 * Looks beside the jobs of the worker at what came in: hits of watched and shared values and of reused reasoning are raised within seconds. It asks instead of
 * being told, so that a look that was missed while the worker or the database was away is made up for by the next one.
 */
export class LiveLoop {
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;

  begin(): void {
    this.running ??= this.run();
  }

  /** Resolves once the look under way has ended. */
  async end(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    let failures = 0;
    while (!signal.aborted) {
      const started = performance.now();
      let more = false;
      try {
        const look = await lookLive();
        more = look.more;
        failures = 0;
        if (look.alerts + look.shared > 0) log.info(look, 'raised what came in');
      } catch (error) {
        failures++;
        log.warn({ err: error }, 'what came in could not be looked at and is looked at again');
      }
      await delay(pauseAfter(performance.now() - started, { more, failures }), undefined, { signal }).catch(
        () => {},
      );
    }
  }
}
