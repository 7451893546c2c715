import type { Attempt } from './attempt';

/** After this many attempts an order is dead until a person has it tried again: about eleven hours. */
export const MAX_ATTEMPTS = 20;

const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 60 * 60_000;

/** What follows from an attempt. */
export type Settlement =
  | { status: 'delivered' }
  | { status: 'dead' | 'skipped'; error: string }
  | { status: 'pending'; error: string; delayMs: number };

/**
 * Whether an order is done, dead, or tried again and when. `attempts` counts this one; `random` gives 0 to 1.
 * The delay doubles from 5 s to an hour, of which a random half is taken off so that a receiver that comes back is not
 * met by everything at once; a receiver's own Retry-After counts when it is longer, up to the same hour.
 */
export function settle(attempt: Attempt, attempts: number, random: () => number): Settlement {
  if (attempt.ok) return { status: 'delivered' };
  if (attempt.skipped) return { status: 'skipped', error: attempt.error };
  if (attempt.final || attempts >= MAX_ATTEMPTS) return { status: 'dead', error: attempt.error };
  const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1));
  const jittered = full * (0.5 + random() / 2);
  const asked = Math.min(LONGEST_DELAY_MS, attempt.retryAfterMs ?? 0);
  return { status: 'pending', error: attempt.error, delayMs: Math.round(Math.max(jittered, asked)) };
}
