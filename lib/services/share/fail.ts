import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { SHARED_TLP } from '@/lib/model/share-words';
import { defineVerb } from '@/lib/services/verb';

/**
 * Says why a campaign could not be published. What peers have of it stays. For the worker. RetortError `precondition` when it is no
 * longer to be published.
 */
export const failShare = defineVerb({
  name: 'share.fail',
  right: 'share.publish',
  input: z.object({ campaign_id: entityId, tlp: z.enum(SHARED_TLP), why: z.string().min(1).max(1_000) }),
  async run({ campaign_id, tlp, why }, { tx, now, audit }) {
    const { rowCount } = await tx.query(
      `UPDATE campaign_share SET status = 'failed', trouble = $3, settled_at = $4, version = version + 1
        WHERE campaign_id = $1 AND tlp = $2 AND status = 'publishing'`,
      [campaign_id, tlp, why, now],
    );
    if (!rowCount) throw new RetortError('precondition', 'This is no longer to be published.');
    audit({ entity: 'share', entityId: `${campaign_id} ${tlp}`, after: { status: 'failed', why } });
    return { campaign_id, tlp };
  },
});
