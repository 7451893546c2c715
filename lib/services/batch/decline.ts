import { z } from 'zod';
import type { BatchDone } from '@/lib/model/batch';
import { decisionReason, entityId, seenVersion } from '@/lib/model/decision';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { type BatchRow, changeBatch, moved } from './row';
import { requireSecondPerson } from './second-person';

/** Refuses a batch that waits, with a reason. Who asked for it cancels it instead. RetortError `forbidden`, `precondition`, `conflict`. */
export const declineBatch = defineVerb({
  name: 'batch.decline',
  right: 'batch.approve',
  input: z.object({ id: entityId, version: seenVersion, reason: decisionReason }),
  async run({ id, version, reason }, work): Promise<BatchDone> {
    const { tx, now } = work;
    const batch = await lockSeen<BatchRow>(tx, 'batch', { key: id, id, seen: version, now });
    const status = moved(batch, 'decline');
    const by = await requireSecondPerson(batch, work);
    return changeBatch(
      work,
      batch,
      {
        status,
        declined_by_id: by.id,
        declined_by_name: by.name,
        declined_at: now,
        decline_reason: reason,
        expires_at: null,
        finished_at: now,
      },
      { reason },
    );
  },
});
