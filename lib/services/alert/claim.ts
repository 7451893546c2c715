import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';

/** Takes an open alert for oneself, so that colleagues see who looks at it. */
export const claimAlert = defineVerb({
  name: 'alert.claim',
  right: 'alert.triage',
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version: seen }, { tx, now, actor, audit }) {
    if (actor.kind !== 'person') throw new RetortError('forbidden', 'Only a person can claim an alert.');
    const before = await lockSeen<{ status: string; assignee_id: string | null; version: number }>(
      tx,
      'alert',
      {
        key: id,
        id,
        seen,
        now,
      },
    );
    if (before.status !== 'open') {
      throw new RetortError('precondition', 'This alert is already decided.', { status: before.status });
    }
    const version = before.version + 1;
    await tx.query(
      'UPDATE alert SET assignee_id = $3, version = version + 1 WHERE id = $1 AND version = $2',
      [id, seen, actor.id],
    );
    audit({
      entity: 'alert',
      entityId: id,
      before: { assignee_id: before.assignee_id, version: before.version },
      after: { assignee_id: actor.id, version },
    });
    return { id, assignee_id: actor.id, version };
  },
});
