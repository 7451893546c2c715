import type { DetectorItem } from '@/lib/model/detector';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { defineVerb } from '@/lib/services/verb';
import { type DetectorRow, detectorFacts, detectorSeen, detectorView, lockDetector, setState } from './row';

/**
 * Has the next run judge its groups by this draft as well and tell what would differ, without anybody being shown in the queue for it.
 * There is one shadow: another one becomes a draft again. RetortError `not_found`, `conflict`, `precondition`.
 */
export const toShadow = defineVerb({
  name: 'detector.to_shadow',
  right: 'detector.manage',
  input: detectorSeen,
  async run({ id, version }, { tx, actor, now, audit }): Promise<DetectorItem> {
    const before = await lockDetector(tx, { id, seen: version, now });
    if (before.state !== 'draft')
      throw new RetortError('precondition', `Version ${before.number} is ${before.state}, not a draft.`);
    const by = describeActor(actor).name;
    const { rows } = await tx.query<DetectorRow>("SELECT * FROM detector_version WHERE state = 'shadow'");
    for (const other of rows) {
      const after = await setState(tx, other.id, 'draft', { by, now });
      await tx.query('DELETE FROM detector_comparison WHERE version_id = $1', [other.id]);
      audit({
        entity: 'detector',
        entityId: other.id,
        before: detectorFacts(other),
        after: { ...detectorFacts(after), replaced_by: id },
      });
    }
    const after = await setState(tx, id, 'shadow', { by, now });
    audit({ entity: 'detector', entityId: id, before: detectorFacts(before), after: detectorFacts(after) });
    return detectorView(after);
  },
});
