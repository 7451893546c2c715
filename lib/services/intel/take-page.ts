import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import type { IntelDelivery } from '@/lib/model/intel';
import { defineVerb } from '@/lib/services/verb';
import { applyReceived } from './apply';
import { INTEL_WORKER, standingSource } from './row';
import { factsOf, readResult, settle, troubleOf } from './take';

/** Most pages that are kept on record of one source; older ones are forgotten. */
const KEPT = 500;

/**
 * Writes down what was on a page of a collection, with where reading goes on: both or neither, so that a poll that is cut off goes on
 * where it was. A page that was refused is on record, and reading stays where it is. For the worker.
 */
export const takeIntelPage = defineVerb({
  name: 'intel.take_page',
  right: 'intel.take',
  input: z.object({
    id: entityId,
    bytes: z.number().int().min(0),
    result: readResult,
    added_after: z.string().max(64).nullable(),
    next_page: z.string().max(2_000).nullable(),
  }),
  async run(
    { id, bytes, result, added_after, next_page },
    { tx, now, newId, audit },
  ): Promise<IntelDelivery> {
    const source = await standingSource(tx, id);
    const delivery = newId();
    await tx.query(
      "INSERT INTO intel_delivery (id, source_id, way, by_name, received_at, bytes) VALUES ($1, $2, 'poll', $3, $4, $5)",
      [delivery, id, INTEL_WORKER.name, now, bytes],
    );
    const applied = 'ok' in result ? await applyReceived(tx, source, result.ok, now) : null;
    if (applied)
      await tx.query('UPDATE intel_source SET added_after = $2, next_page = $3 WHERE id = $1', [
        id,
        added_after,
        next_page,
      ]);
    const trouble = 'refused' in result ? troubleOf(result.refused) : null;
    const receipt = await settle(tx, delivery, { applied, trouble, now });
    await tx.query(
      `DELETE FROM intel_delivery WHERE source_id = $1 AND id IN (
         SELECT id FROM intel_delivery WHERE source_id = $1 AND way = 'poll' ORDER BY received_at DESC, id DESC OFFSET ${KEPT})`,
      [id],
    );
    audit({ entity: 'intel_delivery', entityId: delivery, after: factsOf(receipt) });
    return receipt;
  },
});
