import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { describeActor } from '@/lib/services/audit/append';
import { lockSeen } from '@/lib/services/conflict';
import { requireEnabledUser } from '@/lib/services/user/require-enabled';
import { defineVerb } from '@/lib/services/verb';

/** Makes a person the owner of a campaign, or nobody (`owner_id` null). */
export const assignCampaign = defineVerb({
  name: 'campaign.assign',
  right: 'alert.triage',
  input: z.object({ id: entityId, version: seenVersion, owner_id: entityId.nullable() }),
  async run({ id, version: seen, owner_id }, { tx, now, newId, actor, audit }) {
    const before = await lockSeen<{ owner_id: string | null; version: number }>(tx, 'campaign', {
      key: id,
      id,
      seen,
      now,
    });
    const owner = owner_id === null ? null : await requireEnabledUser(tx, owner_id);
    const version = before.version + 1;
    await tx.query(
      'UPDATE campaign SET owner_id = $3, version = version + 1 WHERE id = $1 AND version = $2',
      [id, seen, owner_id],
    );
    await tx.query(
      `INSERT INTO campaign_event (id, campaign_id, occurred_at, kind, actor_name, summary, details)
       VALUES ($1, $2, $3, 'assigned', $4, $5, $6)`,
      [
        newId(),
        id,
        now,
        describeActor(actor).name,
        owner ? `${owner.name} owns this campaign now.` : 'Nobody owns this campaign any more.',
        JSON.stringify({ owner_id }),
      ],
    );
    audit({
      entity: 'campaign',
      entityId: id,
      before: { owner_id: before.owner_id, version: before.version },
      after: { owner_id, version },
    });
    return { id, owner_id, version };
  },
});
