import { z } from 'zod';
import type { BatchDone } from '@/lib/model/batch';
import { decisionReason, entityId, seenVersion } from '@/lib/model/decision';
import { describeActor } from '@/lib/services/audit/append';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { type BatchRow, changeBatch, moved } from './row';

/**
 * Ends a batch: what it has done stays done and can be reversed, nobody else is touched. RetortError `precondition`, `conflict`.
 */
export const cancelBatch = defineVerb({
  name: 'batch.cancel',
  right: 'batch.request',
  input: z.object({ id: entityId, version: seenVersion, reason: decisionReason.optional() }),
  async run({ id, version, reason }, work): Promise<BatchDone> {
    const { tx, now, actor } = work;
    const batch = await lockSeen<BatchRow>(tx, 'batch', { key: id, id, seen: version, now });
    return changeBatch(
      work,
      batch,
      {
        status: moved(batch, 'cancel'),
        cancelled_at: now,
        cancelled_by_name: describeActor(actor).name,
        finished_at: now,
        expires_at: null,
      },
      { reason },
    );
  },
});
