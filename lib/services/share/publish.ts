import { z } from 'zod';
import type { StixObject } from '@/lib/export/stix/object';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { SHARED_TLP, shareRefusal } from '@/lib/model/share-words';
import { defineVerb } from '@/lib/services/verb';
import { publishObjects } from './publish-objects';
import { collectionAt, lockShare, ownerOf } from './row';
import { toldTooWide } from './told';

/**
 * Puts the objects of a campaign where peers read them, if it is still to be shared as it was when the worker began: `version` is that of
 * its share. For the worker. RetortError `precondition` otherwise; `invalid` when what it rests on was told to a narrower circle
 * since it was asked for.
 */
export const publishShare = defineVerb({
  name: 'share.publish',
  right: 'share.publish',
  input: z.object({
    campaign_id: entityId,
    tlp: z.enum(SHARED_TLP),
    version: z.number().int().min(1),
    cutoff: z.iso.datetime(),
    objects: z.array(z.custom<StixObject>((value) => typeof value === 'object' && value !== null)).min(1),
  }),
  async run({ campaign_id, tlp, version, cutoff, objects }, { tx, now, audit }) {
    // A dismissal that comes at the same time waits here, or is seen.
    const { rows } = await tx.query<{ status: Parameters<typeof shareRefusal>[0] }>(
      'SELECT status FROM campaign WHERE id = $1 FOR SHARE',
      [campaign_id],
    );
    const share = await lockShare(tx, campaign_id, tlp);
    if (
      !rows[0] ||
      shareRefusal(rows[0].status) ||
      share?.status !== 'publishing' ||
      share.version !== version
    )
      throw new RetortError('precondition', 'This is no longer to be published.');
    const refused = await toldTooWide(tx, campaign_id, tlp);
    if (refused) throw new RetortError('invalid', refused.why, { ...refused.told });
    const collection = collectionAt(tlp);
    const published = await publishObjects(tx, {
      collection,
      objects,
      owner: ownerOf(campaign_id),
      whole: true,
      now,
    });
    await tx.query(
      `UPDATE campaign_share SET status = 'published', settled_at = $3, cutoff = $4, objects = $5, trouble = NULL,
              version = version + 1 WHERE campaign_id = $1 AND tlp = $2`,
      [campaign_id, tlp, now, cutoff, objects.length],
    );
    audit({
      entity: 'share',
      entityId: `${campaign_id} ${tlp}`,
      after: { campaign_id, tlp, level: share.level, cutoff, objects: objects.length, ...published },
    });
    return published;
  },
});
