import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { type BatchRow, changeBatch, moved } from './row';

/** Ends a draft or a request whose time has run out. For the worker. RetortError `precondition` before that. */
export const expireBatch = defineVerb({
  name: 'batch.expire',
  right: 'batch.run',
  input: z.object({ id: entityId }),
  async run({ id }, work) {
    const { tx, now } = work;
    const { rows } = await tx.query<BatchRow>('SELECT * FROM batch WHERE id = $1 FOR UPDATE', [id]);
    const batch = rows[0];
    if (!batch) throw new RetortError('not_found', `There is no batch ${id}.`, { entity: 'batch', id });
    const status = moved(batch, 'expire');
    if (batch.expires_at === null || batch.expires_at > now)
      throw new RetortError('precondition', 'The time of this batch has not run out.');
    return changeBatch(work, batch, { status, finished_at: now });
  },
});
