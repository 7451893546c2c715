import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { askToDrain } from '@/lib/services/order/enqueue';
import { defineVerb } from '@/lib/services/verb';
import { noTarget } from './lock';
import type { TargetRow } from './row';

/**
 * Has every dead letter of a target sent again from the first attempt, but for those of accounts about which something
 * newer was ordered since. The worker does it, so that any number of them is no work for this request.
 */
export const replayTarget = defineVerb({
  name: 'target.replay',
  right: 'target.manage',
  input: z.object({ id: entityId }),
  async run({ id }, { tx, now, audit }) {
    const { rows } = await tx.query<TargetRow>(
      'UPDATE target SET replay_before = $2, failures = 0, held_until = NULL, held_why = NULL WHERE id = $1 AND removed_at IS NULL RETURNING *',
      [id, now],
    );
    if (!rows[0]) throw noTarget(id);
    const dead = await tx.query(
      "SELECT 1 FROM order_delivery WHERE target_id = $1 AND status = 'dead' LIMIT 1",
      [id],
    );
    if (!dead.rowCount) throw new RetortError('precondition', 'This target has no dead letters.');
    await askToDrain(tx, [id]);
    audit({ entity: 'target', entityId: id, after: { replayed_until: now.toISOString() } });
    return { id, replaying: true as const };
  },
});
