import { z } from 'zod';
import { entityId, storableText } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { dueThrough, type Schedule } from '@/lib/model/schedule';
import { defineVerb } from '@/lib/services/verb';
import { lockBatch } from './apply';
import { moved } from './row';

/**
 * Notes that the next account of a batch could not be done, and why, so that one account does not hold up the others. For the
 * worker. RetortError `precondition` when the batch was stopped or nothing is due.
 */
export const failNext = defineVerb({
  name: 'batch.fail',
  right: 'batch.run',
  input: z.object({ id: entityId, why: storableText.min(1).max(500) }),
  async run({ id, why }, work): Promise<{ account_id: string }> {
    const { tx, now, audit } = work;
    const batch = await lockBatch(work, id);
    const status = moved(batch, 'start');
    const { rows } = await tx.query<{ account_id: string }>(
      `UPDATE batch_account SET result = 'failed', why = $2, done_at = $3
        WHERE batch_id = $1 AND account_key = (
          SELECT account_key FROM batch_account WHERE batch_id = $1 AND result = 'pending' AND turn <= $4 ORDER BY turn LIMIT 1)
        RETURNING account_id`,
      [id, why, now, dueThrough(batch.schedule as Schedule, now.getTime())],
    );
    const account = rows[0];
    if (!account) throw new RetortError('precondition', 'Nothing of this batch is due.');
    await tx.query(
      'UPDATE batch SET status = $2, failed = failed + 1, started_at = coalesce(started_at, $3) WHERE id = $1',
      [id, status, now],
    );
    audit({ entity: 'batch', entityId: id, after: { failed: account.account_id, why } });
    return account;
  },
});
