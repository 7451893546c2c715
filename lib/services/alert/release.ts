import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';

/** Gives a claimed alert back to everybody. Anybody who triages may: the holder may have gone home. */
export const releaseAlert = defineVerb({
  name: 'alert.release',
  right: 'alert.triage',
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version: seen }, { tx, now, audit }) {
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
    if (before.assignee_id === null) throw new RetortError('precondition', 'Nobody holds this alert.');
    if (before.status !== 'open') {
      throw new RetortError('precondition', 'This alert is already decided.', { status: before.status });
    }
    const version = before.version + 1;
    await tx.query(
      'UPDATE alert SET assignee_id = NULL, version = version + 1 WHERE id = $1 AND version = $2',
      [id, seen],
    );
    audit({
      entity: 'alert',
      entityId: id,
      before: { assignee_id: before.assignee_id, version: before.version },
      after: { assignee_id: null, version },
    });
    return { id, assignee_id: null, version };
  },
});
