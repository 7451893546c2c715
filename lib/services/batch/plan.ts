import { getPool } from '@/lib/db/pool';
import { type BatchPlan, batchChoice } from '@/lib/model/batch';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineQuery } from '@/lib/services/verb';
import { choose } from './choose';
import type { BatchRow } from './row';

/** What submitting a draft with this choice would do, and the phrase to type for it. Changes nothing. */
export const planBatch = defineQuery({
  name: 'batch.plan',
  right: 'batch.request',
  input: batchChoice.extend({ id: entityId }),
  run: async ({ id, ...choice }, _, now): Promise<BatchPlan> => {
    const { rows } = await getPool().query<BatchRow>('SELECT * FROM batch WHERE id = $1', [id]);
    const batch = rows[0];
    if (!batch) throw new RetortError('not_found', `There is no batch ${id}.`, { entity: 'batch', id });
    return choose(getPool(), batch, choice, now);
  },
});
