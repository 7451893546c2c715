import { z } from 'zod';
import type { ShareRow } from '@/lib/model/console/sharing';
import { decisionReason, entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { SHARED_TLP } from '@/lib/model/share-words';
import { askToSettle, lockShare, type ShareSql, shareView } from '@/lib/services/share/row';
import { defineVerb } from '@/lib/services/verb';
import { writeDeed } from './record';

/**
 * Takes back what was shared of a campaign at a marking: peers get every object of it once more, revoked. What they have read they have.
 * RetortError `not_found`, `precondition` when it is not shared.
 */
export const unshareCampaign = defineVerb({
  name: 'campaign.unshare',
  right: 'campaign.share',
  fresh: true,
  input: z.object({ id: entityId, tlp: z.enum(SHARED_TLP), reason: decisionReason }),
  async run({ id, tlp, reason }, work): Promise<ShareRow> {
    const { tx, audit } = work;
    const { rowCount } = await tx.query('SELECT 1 FROM campaign WHERE id = $1 FOR SHARE', [id]);
    if (!rowCount)
      throw new RetortError('not_found', `There is no campaign ${id}.`, { entity: 'campaign', id });
    const before = await lockShare(tx, id, tlp);
    if (!before || before.status === 'withdrawn' || before.status === 'withdrawing')
      throw new RetortError('precondition', `This campaign is not shared at ${tlp}.`);
    const { rows } = await tx.query<ShareSql>(
      `UPDATE campaign_share SET status = 'withdrawing', trouble = NULL, version = version + 1
        WHERE campaign_id = $1 AND tlp = $2 RETURNING *`,
      [id, tlp],
    );
    await askToSettle(tx, id);
    await writeDeed({ campaignId: id, kind: 'unshared', summary: reason, details: { tlp } }, work);
    audit({
      entity: 'campaign',
      entityId: id,
      before: { tlp, level: before.level, shared: before.status },
      after: { tlp, shared: 'withdrawing', reason },
    });
    return shareView(rows[0] as ShareSql);
  },
});
