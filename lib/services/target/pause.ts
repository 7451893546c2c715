import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { lockTarget } from './lock';
import { type TargetOut, type TargetRow, targetFacts, targetView } from './row';

/** Stops delivery to a target: its orders are written and wait. What is on its way at this moment still arrives. */
export const pauseTarget = defineVerb({
  name: 'target.pause',
  right: 'target.manage',
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version }, { tx, now, audit }): Promise<TargetOut> {
    const before = await lockTarget(tx, { id, seen: version, now });
    if (before.paused_at) throw new RetortError('precondition', 'This target is paused already.');
    const { rows } = await tx.query<TargetRow>(
      'UPDATE target SET paused_at = $2, version = version + 1 WHERE id = $1 RETURNING *',
      [id, now],
    );
    const row = rows[0] as TargetRow;
    audit({ entity: 'target', entityId: id, before: targetFacts(before), after: targetFacts(row) });
    return targetView(row);
  },
});
