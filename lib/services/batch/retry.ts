import { z } from 'zod';
import type { BatchDone } from '@/lib/model/batch';
import { entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { askToRun } from './begin';
import { type BatchRow, changeBatch, moved } from './row';

/** Tries the accounts again that failed. RetortError `precondition` when none did or the batch still goes on, `conflict`. */
export const retryBatch = defineVerb({
  name: 'batch.retry',
  right: 'batch.request',
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version }, work): Promise<BatchDone> {
    const { tx, now } = work;
    const batch = await lockSeen<BatchRow>(tx, 'batch', { key: id, id, seen: version, now });
    const status = moved(batch, 'retry');
    const { rowCount } = await tx.query(
      "UPDATE batch_account SET result = 'pending', why = NULL, done_at = NULL WHERE batch_id = $1 AND result = 'failed'",
      [id],
    );
    if (!rowCount) throw new RetortError('precondition', 'No account of this batch failed.');
    const done = await changeBatch(
      work,
      batch,
      { status, failed: 0, finished_at: null },
      { accounts: rowCount },
    );
    await askToRun(tx, id);
    return done;
  },
});
