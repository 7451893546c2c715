import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { othersEvents } from './unseen';

/**
 * Notes that the person who asks has looked at a campaign that they watch: what happened to it until now is new to them no
 * longer. RetortError `precondition` when they do not watch it.
 */
export const seeCampaign = defineVerb({
  name: 'campaign.see',
  right: 'read',
  input: z.object({ id: entityId }),
  async run({ id }, { tx, now, actor, audit }) {
    if (actor.kind !== 'person') throw new RetortError('precondition', 'Only a person can watch a campaign.');
    const { rows } = await tx.query<{ seen_events: number }>(
      `UPDATE campaign_watch w SET seen_at = $3, seen_events = (${othersEvents('$2', '$4')})
        WHERE w.person_id = $1 AND w.campaign_id = $2 RETURNING w.seen_events`,
      [actor.id, id, now, actor.name],
    );
    const seen = rows[0];
    if (!seen) throw new RetortError('precondition', 'You do not watch this campaign.');
    audit({
      entity: 'campaign_watch',
      entityId: `${id} ${actor.id}`,
      after: { seen_events: seen.seen_events },
    });
    return { id, seen_at: now.toISOString() };
  },
});
