import type { Attempt } from './attempt';

/** So many failures in a row are the target's, not the orders'. */
export const PATIENCE = 5;

const FIRST_HOLD_MS = 5_000;
const LONGEST_HOLD_MS = 10 * 60_000;
/** A target may ask to be left alone for this long. */
const LONGEST_ASKED_MS = 60 * 60_000;

/** How delivery to a target goes: failures in a row, and how long it is left alone from now, in ms (0: not). */
export interface Health {
  failures: number;
  holdMs: number;
}

/**
 * What an attempt says of its target. An answer to the order itself, also a refusal, shows that the target works. One that speaks of
 * the target, or the fifth failure in a row, has all its orders wait: 5 s, doubling to ten minutes, of which a random half is taken
 * off, or for as long as it asked with Retry-After, up to an hour. `failures` counts those before this one; `random` gives 0 to 1.
 */
export function healthAfter(attempt: Attempt, failures: number, random: () => number): Health {
  if (attempt.ok || attempt.final || attempt.skipped) return { failures: 0, holdMs: 0 };
  const counted = failures + 1;
  if (!attempt.target && counted < PATIENCE) return { failures: counted, holdMs: 0 };
  const full = Math.min(LONGEST_HOLD_MS, FIRST_HOLD_MS * 2 ** Math.max(0, Math.min(counted - PATIENCE, 20)));
  const asked = attempt.target ? Math.min(LONGEST_ASKED_MS, attempt.retryAfterMs ?? 0) : 0;
  return { failures: counted, holdMs: Math.round(Math.max(full * (0.5 + random() / 2), asked)) };
}
