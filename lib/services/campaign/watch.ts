import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { othersEvents } from './unseen';

/**
 * Follows a campaign: its alerts stand in one's own tab of the queue, and so does what happens to it. Each person for
 * themselves, so no version is checked; watching twice is watching. RetortError `not_found`, `precondition`.
 */
export const watchCampaign = defineVerb({
  name: 'campaign.watch',
  right: 'read',
  input: z.object({ id: entityId }),
  async run({ id }, { tx, now, actor, audit }) {
    if (actor.kind !== 'person') throw new RetortError('precondition', 'Only a person can watch a campaign.');
    const { rowCount } = await tx.query('SELECT 1 FROM campaign WHERE id = $1 FOR SHARE', [id]);
    if (!rowCount)
      throw new RetortError('not_found', `There is no campaign ${id}.`, { entity: 'campaign', id });
    await tx.query(
      `INSERT INTO campaign_watch (person_id, campaign_id, since, seen_at, seen_events)
       VALUES ($1, $2, $3, $3, (${othersEvents('$2', '$4')})) ON CONFLICT DO NOTHING`,
      [actor.id, id, now, actor.name],
    );
    // Not an entry of the campaign itself: nothing of it that anybody decides upon has changed.
    audit({ entity: 'campaign_watch', entityId: `${id} ${actor.id}`, after: { watching: true } });
    return { id, watching: true };
  },
});
