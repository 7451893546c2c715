import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { askToDrain } from '@/lib/services/order/enqueue';
import { defineVerb } from '@/lib/services/verb';
import { lockTarget } from './lock';
import { type TargetOut, type TargetRow, targetFacts, targetView } from './row';

/** Goes on with a target that was paused, or that is left alone because it failed: what waits is tried at once. */
export const resumeTarget = defineVerb({
  name: 'target.resume',
  right: 'target.manage',
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version }, { tx, now, audit }): Promise<TargetOut> {
    const before = await lockTarget(tx, { id, seen: version, now });
    const { rows } = await tx.query<TargetRow>(
      `UPDATE target SET paused_at = NULL, failures = 0, held_until = NULL, held_why = NULL, version = version + 1
        WHERE id = $1 RETURNING *`,
      [id],
    );
    const row = rows[0] as TargetRow;
    await askToDrain(tx, [id]);
    audit({ entity: 'target', entityId: id, before: targetFacts(before), after: targetFacts(row) });
    return targetView(row);
  },
});
