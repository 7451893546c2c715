import { decisionReason } from '@/lib/model/decision';
import type { DetectorItem } from '@/lib/model/detector';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { defineVerb } from '@/lib/services/verb';
import { type DetectorRow, detectorFacts, detectorSeen, detectorView, lockDetector, setState } from './row';

/**
 * Judges by this version from the next run on: by the shadow, or again by one that was live before. What was live is
 * retired and can be put live again. RetortError `stale_sign_in`, `not_found`, `conflict`, `precondition` for a draft,
 * which has to be a shadow first.
 */
export const goLive = defineVerb({
  name: 'detector.go_live',
  right: 'detector.manage',
  fresh: true,
  input: detectorSeen.extend({ reason: decisionReason }),
  async run({ id, version, reason }, { tx, actor, now, audit }): Promise<DetectorItem> {
    const before = await lockDetector(tx, { id, seen: version, now });
    if (before.state === 'live')
      throw new RetortError('precondition', `Version ${before.number} is live already.`);
    if (before.state === 'draft')
      throw new RetortError(
        'precondition',
        `Version ${before.number} is a draft: let it run as a shadow first.`,
      );
    const by = describeActor(actor).name;
    const { rows } = await tx.query<DetectorRow>("SELECT * FROM detector_version WHERE state = 'live'");
    for (const former of rows) {
      const after = await setState(tx, former.id, 'retired', { by, now, reason });
      audit({
        entity: 'detector',
        entityId: former.id,
        before: detectorFacts(former),
        after: { ...detectorFacts(after), replaced_by: id },
      });
    }
    const after = await setState(tx, id, 'live', { by, now, reason });
    await tx.query('DELETE FROM detector_comparison');
    audit({
      entity: 'detector',
      entityId: id,
      before: detectorFacts(before),
      after: { ...detectorFacts(after), reason },
    });
    return detectorView(after);
  },
});
