import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';

/** Follows a campaign no longer. RetortError `precondition` when one does not watch it. */
export const unwatchCampaign = defineVerb({
  name: 'campaign.unwatch',
  right: 'read',
  input: z.object({ id: entityId }),
  async run({ id }, { tx, actor, audit }) {
    if (actor.kind !== 'person') throw new RetortError('precondition', 'Only a person can watch a campaign.');
    const { rowCount } = await tx.query(
      'DELETE FROM campaign_watch WHERE person_id = $1 AND campaign_id = $2',
      [actor.id, id],
    );
    if (!rowCount) throw new RetortError('precondition', 'You do not watch this campaign.');
    audit({ entity: 'campaign_watch', entityId: `${id} ${actor.id}`, after: { watching: false } });
    return { id, watching: false };
  },
});
