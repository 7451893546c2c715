import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { LONGEST_SNOOZE_MS } from '@/lib/model/queue';
import { defineVerb } from '@/lib/services/verb';
import { changeAlert, LET_GO, lockOpen } from './change';

/**
 * Puts an open alert out of sight until a time within 30 days, and lets go of it; it wakes by itself.
 * RetortError `not_found`, `conflict`, `precondition`, `invalid`.
 */
export const snoozeAlert = defineVerb({
  name: 'alert.snooze',
  right: 'alert.triage',
  input: z.object({ id: entityId, version: seenVersion, until: z.iso.datetime() }),
  async run({ id, version: seen, until }, work) {
    const snoozed_until = snoozeEnd(until, work.now);
    const before = await lockOpen(work, id, seen);
    const version = await changeAlert(work, before, { snoozed_until, ...LET_GO });
    return { id, snoozed_until: snoozed_until.toISOString(), claim: null, version };
  },
});

/** Until when, as a time. RetortError `invalid` when that is not ahead or too far off. */
export function snoozeEnd(until: string, now: Date): Date {
  const ahead = Date.parse(until) - now.getTime();
  if (ahead <= 0 || ahead > LONGEST_SNOOZE_MS) {
    throw new RetortError('invalid', 'until: Choose a time within the next 30 days.', { until });
  }
  return new Date(until);
}
