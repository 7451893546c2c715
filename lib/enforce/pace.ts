/**
 * When the next order may go to a target with a limit of `perSecond` (null: none): `at` is the moment to send, `next` what to
 * give here for the one after it. All in ms. Evenly spaced, so that no second holds more than the limit.
 */
export function pace(next: number, now: number, perSecond: number | null): { at: number; next: number } {
  if (perSecond === null) return { at: now, next: 0 };
  const at = Math.max(next, now);
  return { at, next: at + 1_000 / perSecond };
}
