import { z } from 'zod';
import type { CampaignStatus } from '@/lib/model/campaign';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { SHARED_TLP, shareStands } from '@/lib/model/share-words';
import { writeDeed } from '@/lib/services/campaign/record';
import { defineVerb } from '@/lib/services/verb';
import { revokeObjects } from './publish-objects';
import { collectionAt, lockShare, ownerOf } from './row';

/**
 * Revokes what peers have of a campaign at a marking: because somebody takes it back, or because the campaign is no longer one that
 * stands (dismissed, reopened, part of another). For the worker. RetortError `precondition` when neither is so.
 */
export const withdrawShare = defineVerb({
  name: 'share.withdraw',
  right: 'share.publish',
  input: z.object({ campaign_id: entityId, tlp: z.enum(SHARED_TLP) }),
  async run({ campaign_id, tlp }, work) {
    const { tx, now, audit } = work;
    const { rows } = await tx.query<{ status: CampaignStatus; merged_into: string | null }>(
      'SELECT status, merged_into FROM campaign WHERE id = $1 FOR SHARE',
      [campaign_id],
    );
    const share = await lockShare(tx, campaign_id, tlp);
    const campaign = rows[0];
    const asked = share?.status === 'withdrawing';
    const fell =
      campaign !== undefined &&
      share !== undefined &&
      ['publishing', 'published', 'failed'].includes(share.status) &&
      !shareStands(campaign.status, campaign.merged_into);
    if (!campaign || !share || (!asked && !fell))
      throw new RetortError('precondition', 'There is nothing to take back.');
    const revoked = await revokeObjects(tx, {
      collection: collectionAt(tlp),
      owner: ownerOf(campaign_id),
      now,
    });
    await tx.query(
      `UPDATE campaign_share SET status = 'withdrawn', settled_at = $3, trouble = NULL, version = version + 1
        WHERE campaign_id = $1 AND tlp = $2`,
      [campaign_id, tlp, now],
    );
    if (!asked) {
      const summary = `The campaign is ${campaign.status}: what was shared of it at ${tlp} is revoked.`;
      await writeDeed({ campaignId: campaign_id, kind: 'share_ended', summary, details: { tlp } }, work);
    }
    audit({
      entity: 'share',
      entityId: `${campaign_id} ${tlp}`,
      before: { status: share.status },
      after: { status: 'withdrawn', campaign: campaign.status, revoked: revoked.revoked },
    });
    return revoked;
  },
});
