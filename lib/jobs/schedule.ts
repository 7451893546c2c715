import type { ParsedCronItem } from 'graphile-worker';
import { parseCronItems } from 'graphile-worker';

const DEFAULT_DETECT_MINUTES = 5;
const DAY_MINUTES = 24 * 60;

/**
 * Minutes between two detection runs, from RETORT_DETECT_EVERY: a number of minutes that divides a day, `0` for never.
 * Throws an Error with a sentence for anything else.
 */
export function detectEvery(value: string | undefined): number {
  if (value === undefined || value === '') return DEFAULT_DETECT_MINUTES;
  const minutes = /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN;
  if (minutes === 0 || (minutes > 0 && DAY_MINUTES % minutes === 0)) return minutes;
  throw new Error(
    'RETORT_DETECT_EVERY must be a number of minutes that divides a day, such as 10 or 60, or 0 for never.',
  );
}

/** Whether a job that runs every `minutes` (a divisor of a day) is due at this minute of the day. */
export function isDue(minutes: number, { hour, min }: { hour: number; min: number }): boolean {
  return minutes > 0 && (hour * 60 + min) % minutes === 0;
}

/** What the worker does by the clock, in UTC. Each is one job however many workers there are. */
export function schedule(detectMinutes: number): ParsedCronItem[] {
  const every = (task: string, minutes: number, maxAttempts: number) => ({
    task,
    match: (digest: { hour: number; min: number }) => isDue(minutes, digest),
    identifier: task,
    options: { maxAttempts, jobKey: task, backfillPeriod: 0 },
  });
  return parseCronItems([
    every('run-detection', detectMinutes, 1),
    every('sweep-orders', 1, 1),
    every('sweep-batches', 1, 1),
    every('draw-campaigns', 1, 1),
    every('maintain-partitions', 60, 3),
    every('check-audit', DAY_MINUTES, 1),
    every('sweep-cases', 1, 1),
    every('sweep-backtests', 1, 1),
    every('sweep-demo', 1, 1),
    every('sweep-intel', 1, 1),
    every('sweep-shares', 1, 1),
    every('age-rows', DAY_MINUTES, 1),
    every('keep-house', 10, 1),
  ]);
}
