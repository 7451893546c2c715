import { z } from 'zod';
import type { BatchDone } from '@/lib/model/batch';
import { entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { resumed, type Schedule } from '@/lib/model/schedule';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { askToBegin, writeBatchDecision } from './begin';
import { type BatchRow, changeBatch, moved } from './row';
import { requireSecondPerson } from './second-person';

/**
 * Agrees to a batch that waits, as a second person. A window that has begun meanwhile begins now. RetortError `forbidden` for whoever
 * asked for it and for keys, `precondition` when it has expired or does not wait, `conflict`.
 */
export const approveBatch = defineVerb({
  name: 'batch.approve',
  right: 'batch.approve',
  fresh: true,
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version }, work): Promise<BatchDone> {
    const { tx, now } = work;
    const batch = await lockSeen<BatchRow>(tx, 'batch', { key: id, id, seen: version, now });
    const status = moved(batch, 'approve');
    const by = await requireSecondPerson(batch, work);
    if (batch.expires_at !== null && batch.expires_at <= now)
      throw new RetortError('precondition', 'This request has expired: it has to be made again.');
    const asked = batch.schedule as Schedule;
    const schedule =
      asked.starts_at === null ? asked : resumed(asked, Date.parse(asked.starts_at), now.getTime());
    const done = await changeBatch(
      work,
      batch,
      {
        status,
        schedule,
        expires_at: null,
        approved_by_id: by.id,
        approved_by_name: by.name,
        approved_at: now,
        decision_id: await writeBatchDecision(batch, work),
      },
      { kind: batch.kind, accounts: batch.total, requested_by: batch.requested_by_name },
    );
    await askToBegin(tx, id, schedule);
    return done;
  },
});
