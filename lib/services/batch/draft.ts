import { z } from 'zod';
import { type BatchDone, batchScope } from '@/lib/model/batch';
import { DRAFT_HOURS } from '@/lib/model/batch-moves';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { enqueue } from '@/lib/services/order/enqueue';
import { defineVerb } from '@/lib/services/verb';

const HOUR_MS = 3_600_000;

/**
 * Begins a batch: notes which accounts are meant, as of now, and has the worker write them down. Nothing is done to anybody.
 * RetortError `not_found` for an unknown campaign.
 */
export const draftBatch = defineVerb({
  name: 'batch.draft',
  right: 'batch.request',
  input: z.object({ scope: batchScope }),
  async run({ scope }, { tx, actor, now, newId, audit }): Promise<BatchDone> {
    const campaignId = 'campaign_id' in scope ? scope.campaign_id : null;
    if (campaignId !== null) {
      const { rowCount } = await tx.query('SELECT 1 FROM campaign WHERE id = $1', [campaignId]);
      if (!rowCount)
        throw new RetortError('not_found', `There is no campaign ${campaignId}.`, {
          entity: 'campaign',
          id: campaignId,
        });
    }
    const id = newId();
    const by = describeActor(actor);
    await tx.query(
      `INSERT INTO batch (id, campaign_id, scope, cutoff, drafted_at, expires_at, requested_by_kind, requested_by_id, requested_by_name)
       VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8)`,
      [
        id,
        campaignId,
        JSON.stringify(scope),
        now,
        new Date(now.getTime() + DRAFT_HOURS * HOUR_MS),
        actor.kind,
        by.id,
        by.name,
      ],
    );
    await enqueue(tx, { task: 'freeze-batch', payload: { batch_id: id }, key: `freeze:${id}` });
    audit({ entity: 'batch', entityId: id, before: null, after: { status: 'draft', version: 1, scope } });
    return { id, status: 'draft', version: 1 };
  },
});
