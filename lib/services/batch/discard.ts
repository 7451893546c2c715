import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { lockBatch } from './apply';

/**
 * Forgets whom a draft meant that ended before anybody submitted it: nothing was done to them, and there may be very many. Its preview
 * stays. For the worker. RetortError `precondition` for anything else.
 */
export const discardDraft = defineVerb({
  name: 'batch.discard',
  right: 'batch.run',
  input: z.object({ id: entityId }),
  async run({ id }, work): Promise<{ accounts: number }> {
    const { tx, audit } = work;
    const batch = await lockBatch(work, id);
    if (batch.kind !== null || (batch.status !== 'expired' && batch.status !== 'cancelled'))
      throw new RetortError('precondition', 'Only a draft that has ended is forgotten.');
    const { rowCount } = await tx.query('DELETE FROM batch_account WHERE batch_id = $1', [id]);
    audit({ entity: 'batch', entityId: id, after: { forgotten: rowCount ?? 0 } });
    return { accounts: rowCount ?? 0 };
  },
});
