import type { ScheduleMode } from './batch-moves';

/** When the orders of a batch go out. Times are ISO; `now` has none, `at` a beginning, `spread` a beginning and an end. */
export interface Schedule {
  mode: ScheduleMode;
  starts_at: string | null;
  ends_at: string | null;
}

/** When the account with this turn (0 to 1) is due, in ms; null at once. */
export function dueAt({ mode, starts_at, ends_at }: Schedule, turn: number): number | null {
  if (mode === 'now' || starts_at === null) return null;
  const start = Date.parse(starts_at);
  if (mode === 'at' || ends_at === null) return start;
  return Math.round(start + turn * (Date.parse(ends_at) - start));
}

/** The highest turn that is due at `now` (ms): below 0 when none is, 1 or more when all are. */
export function dueThrough({ mode, starts_at, ends_at }: Schedule, now: number): number {
  if (mode === 'now' || starts_at === null) return 1;
  const start = Date.parse(starts_at);
  if (mode === 'at' || ends_at === null) return now >= start ? 1 : -1;
  const span = Date.parse(ends_at) - start;
  return span <= 0 ? (now >= start ? 1 : -1) : (now - start) / span;
}

/**
 * The schedule of a batch that was paused from `pausedAt` to `now` (ms): what was to go out meanwhile does not go out all at
 * once, the rest of the window begins now. One whose time has not come yet stays as it is.
 */
export function resumed(schedule: Schedule, pausedAt: number, now: number): Schedule {
  if (schedule.mode !== 'spread' || schedule.starts_at === null || schedule.ends_at === null) return schedule;
  const start = Date.parse(schedule.starts_at);
  const end = Date.parse(schedule.ends_at);
  const shift = pausedAt >= end ? 0 : Math.max(0, now - Math.max(pausedAt, start));
  return {
    mode: 'spread',
    starts_at: new Date(start + shift).toISOString(),
    ends_at: new Date(end + shift).toISOString(),
  };
}

/** Why a schedule cannot be taken at `now` (ms), or null. Windows last at least a minute. */
export function scheduleFault(
  { mode, starts_at, ends_at }: Schedule,
  now: number,
  daysAhead: number,
): string | null {
  if (mode === 'now') return starts_at || ends_at ? 'At once has neither a beginning nor an end.' : null;
  if (starts_at === null) return 'Say when it begins.';
  if (Date.parse(starts_at) < now - MINUTE) return 'The beginning is in the past.';
  if (mode === 'at' && ends_at !== null) return 'At a time has no end.';
  if (mode === 'spread' && ends_at === null) return 'Say when the window ends.';
  const last = Date.parse(ends_at ?? starts_at);
  if (mode === 'spread' && last - Date.parse(starts_at) < MINUTE) return 'A window lasts at least a minute.';
  if (last > now + daysAhead * 24 * 60 * MINUTE) return `Everything is to be done within ${daysAhead} days.`;
  return null;
}

const MINUTE = 60_000;
