import { RetortError } from '@/lib/model/errors';

/** Exports that run at once in a process: each holds a connection and a snapshot of the database. */
export const MOST_AT_ONCE = 3;
const RETRY_SECONDS = 15;
const TAKEN = Symbol.for('retort.exports');

// On globalThis because Next loads a module once per bundle.
const held = globalThis as { [TAKEN]?: number };

/** Takes a place for one export and answers how to give it back. RetortError `busy` when all are taken. */
export function takeSlot(): () => void {
  const taken = held[TAKEN] ?? 0;
  if (taken >= MOST_AT_ONCE)
    throw new RetortError(
      'busy',
      `${MOST_AT_ONCE} exports are being written already. Try again in ${RETRY_SECONDS} s.`,
      { retry_after: RETRY_SECONDS },
    );
  held[TAKEN] = taken + 1;
  let given = false;
  return () => {
    if (given) return;
    given = true;
    held[TAKEN] = (held[TAKEN] ?? 1) - 1;
  };
}
