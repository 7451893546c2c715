import { z } from 'zod';
import type { BatchDone } from '@/lib/model/batch';
import { entityId, seenVersion } from '@/lib/model/decision';
import { describeActor } from '@/lib/services/audit/append';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { type BatchRow, changeBatch, moved } from './row';

/** Stops a batch for now: no account is touched any more once this has answered. RetortError `precondition`, `conflict`. */
export const pauseBatch = defineVerb({
  name: 'batch.pause',
  right: 'batch.request',
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version }, work): Promise<BatchDone> {
    const { tx, now, actor } = work;
    const batch = await lockSeen<BatchRow>(tx, 'batch', { key: id, id, seen: version, now });
    return changeBatch(work, batch, {
      status: moved(batch, 'pause'),
      paused_at: now,
      paused_by_name: describeActor(actor).name,
    });
  },
});
