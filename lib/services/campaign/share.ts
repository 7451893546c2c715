import { z } from 'zod';
import { suits } from '@/lib/model/case-words';
import type { ShareRow } from '@/lib/model/console/sharing';
import { decisionReason, entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { CASE_SHARE_LEVELS, LEVEL_OF_TLP, SHARED_TLP, shareRefusal } from '@/lib/model/share-words';
import { describeActor } from '@/lib/services/audit/append';
import { askToSettle, lockShare, type ShareSql, shareView } from '@/lib/services/share/row';
import { requireToldAsWide } from '@/lib/services/share/told';
import { defineVerb } from '@/lib/services/verb';
import { type CampaignState, writeDeed } from './record';

/**
 * Shares a campaign with the peers that may read a marking: the worker makes its STIX objects as they stand then. Again after it changed,
 * peers get the new versions. RetortError `not_found`; `precondition` for what nobody confirmed, and for what rests on
 * what others told to a narrower circle; `invalid` for a marking that is too
 * wide for the level.
 */
export const shareCampaign = defineVerb({
  name: 'campaign.share',
  right: 'campaign.share',
  fresh: true,
  input: z.object({
    id: entityId,
    tlp: z.enum(SHARED_TLP),
    /** Unless given, that of the marking. */
    level: z.enum(CASE_SHARE_LEVELS).optional(),
    reason: decisionReason,
  }),
  async run({ id, tlp, level = LEVEL_OF_TLP[tlp], reason }, work): Promise<ShareRow> {
    const { tx, now, actor, audit } = work;
    const { rows } = await tx.query<CampaignState>('SELECT * FROM campaign WHERE id = $1 FOR SHARE', [id]);
    const campaign = rows[0];
    if (!campaign)
      throw new RetortError('not_found', `There is no campaign ${id}.`, { entity: 'campaign', id });
    const refused = shareRefusal(campaign.status);
    if (refused) throw new RetortError('precondition', refused, { status: campaign.status });
    if (!suits(level, tlp))
      throw new RetortError('invalid', `What is written at the level ${level} may not be marked ${tlp}.`);
    await requireToldAsWide(tx, id, tlp);
    const before = await lockShare(tx, id, tlp);
    const by = describeActor(actor);
    const stored = await tx.query<ShareSql>(
      `INSERT INTO campaign_share AS s (campaign_id, tlp, level, status, reason, requested_by_kind, requested_by_id,
         requested_by_name, requested_at)
       VALUES ($1, $2, $3, 'publishing', $4, $5, $6, $7, $8)
       ON CONFLICT (campaign_id, tlp) DO UPDATE
          SET level = excluded.level, status = excluded.status, reason = excluded.reason,
              requested_by_kind = excluded.requested_by_kind, requested_by_id = excluded.requested_by_id,
              requested_by_name = excluded.requested_by_name, requested_at = excluded.requested_at, trouble = NULL,
              version = s.version + 1
       RETURNING *`,
      [id, tlp, level, reason, actor.kind, by.id, by.name, now],
    );
    await askToSettle(tx, id);
    await writeDeed({ campaignId: id, kind: 'shared', summary: reason, details: { level, tlp } }, work);
    audit({
      entity: 'campaign',
      entityId: id,
      before: before ? { tlp, level: before.level, shared: before.status } : null,
      after: { tlp, level, shared: 'publishing', reason },
    });
    return shareView(stored.rows[0] as ShareSql);
  },
});
