import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { changeAlert, lockOpen } from './change';

/** Brings a snoozed alert back before its time. RetortError `not_found`, `conflict`, `precondition`. */
export const wakeAlert = defineVerb({
  name: 'alert.wake',
  right: 'alert.triage',
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version: seen }, work) {
    const before = await lockOpen(work, id, seen);
    if (before.snoozed_until === null || before.snoozed_until <= work.now) {
      throw new RetortError('precondition', 'This alert is awake.');
    }
    return { id, snoozed_until: null, version: await changeAlert(work, before, { snoozed_until: null }) };
  },
});
