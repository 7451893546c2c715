import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { defineVerb } from '@/lib/services/verb';
import { detectorFacts, detectorSeen, lockDetector, setState } from './row';

/**
 * Ends a shadow, which is a draft again, or throws a draft away with its back-tests; the audit log keeps what it said. What was ever live
 * stays. RetortError `not_found`, `conflict`, `precondition`.
 */
export const discardDetector = defineVerb({
  name: 'detector.discard',
  right: 'detector.manage',
  input: detectorSeen,
  async run(
    { id, version },
    { tx, actor, now, audit },
  ): Promise<{ id: string; state: 'draft' | 'discarded' }> {
    const before = await lockDetector(tx, { id, seen: version, now });
    if (before.state === 'shadow') {
      const after = await setState(tx, id, 'draft', { by: describeActor(actor).name, now });
      await tx.query('DELETE FROM detector_comparison WHERE version_id = $1', [id]);
      audit({ entity: 'detector', entityId: id, before: detectorFacts(before), after: detectorFacts(after) });
      return { id, state: 'draft' };
    }
    if (before.state !== 'draft')
      throw new RetortError(
        'precondition',
        `Version ${before.number} is ${before.state === 'live' ? 'live' : 'kept'}: decisions rest on it.`,
      );
    await tx.query('DELETE FROM detector_version WHERE id = $1', [id]);
    audit({
      entity: 'detector',
      entityId: id,
      before: detectorFacts(before),
      after: { state: 'discarded' },
    });
    return { id, state: 'discarded' };
  },
});
