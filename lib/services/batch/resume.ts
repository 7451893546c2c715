import { z } from 'zod';
import type { BatchDone } from '@/lib/model/batch';
import { entityId, seenVersion } from '@/lib/model/decision';
import { resumed, type Schedule } from '@/lib/model/schedule';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { askToRun } from './begin';
import { type BatchRow, changeBatch, moved } from './row';

/** Lets a paused batch go on, what is left of its window from now. RetortError `precondition`, `conflict`. */
export const resumeBatch = defineVerb({
  name: 'batch.resume',
  right: 'batch.request',
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version }, work): Promise<BatchDone> {
    const { tx, now } = work;
    const batch = await lockSeen<BatchRow>(tx, 'batch', { key: id, id, seen: version, now });
    const status = moved(batch, 'resume');
    const schedule = resumed(batch.schedule as Schedule, (batch.paused_at ?? now).getTime(), now.getTime());
    const done = await changeBatch(work, batch, { status, schedule, paused_at: null, paused_by_name: null });
    await askToRun(tx, id);
    return done;
  },
});
