import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import type { IntelSource } from '@/lib/model/intel';
import { defineVerb } from '@/lib/services/verb';
import { askToPoll } from './ask';
import { sourceView, standingSource } from './row';

/** Has a collection polled now. RetortError `not_found`; `precondition` for one that is paused, or no collection. */
export const pollIntelSource = defineVerb({
  name: 'intel.poll_source',
  right: 'intel.manage',
  input: z.object({ id: entityId }),
  async run({ id }, { tx, now, audit }): Promise<IntelSource> {
    const row = await standingSource(tx, id);
    if (row.kind !== 'taxii')
      throw new RetortError(
        'precondition',
        'Bundles of this source are handed in: there is nothing to poll.',
      );
    if (row.paused_at) throw new RetortError('precondition', 'This source is paused: resume it first.');
    await tx.query('UPDATE intel_source SET next_poll_at = $2 WHERE id = $1', [id, now]);
    await askToPoll(tx, id);
    audit({ entity: 'intel_source', entityId: id, after: { polled: row.url, collection: row.collection } });
    return { ...sourceView(row), next_poll_at: now.toISOString() };
  },
});
