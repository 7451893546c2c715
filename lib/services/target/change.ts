import { seal } from '@/lib/enforce/seal';
import { entityId, seenVersion } from '@/lib/model/decision';
import { askToDrain } from '@/lib/services/order/enqueue';
import { giveWaiting } from '@/lib/services/order/give-waiting';
import { defineVerb } from '@/lib/services/verb';
import { requireFreeName } from './add';
import { requireFit, targetFields } from './input';
import { lockTarget } from './lock';
import { type TargetOut, type TargetRow, targetFacts, targetView } from './row';

/**
 * Changes how a target is set: all of it but its kind. Without a secret the old one stands. Orders written before it
 * left or entered test mode stay what they were. What was held back because the target failed is tried at once.
 */
export const changeTarget = defineVerb({
  name: 'target.change',
  right: 'target.manage',
  fresh: true,
  input: targetFields.extend({ id: entityId, version: seenVersion }),
  async run({ id, version, ...fields }, { tx, now, audit }): Promise<TargetOut> {
    const before = await lockTarget(tx, { id, seen: version, now });
    requireFit(before.kind, fields, before.secret !== null);
    await requireFreeName(tx, fields.name, id);
    const { rows } = await tx.query<TargetRow>(
      `UPDATE target SET name = $2, url = $3, secret = coalesce($4, secret), key_from = $5, test = $6, per_second = $7,
              tested_at = NULL, test_ok = NULL, test_said = NULL, failures = 0, held_until = NULL, held_why = NULL,
              next_send_at = NULL, version = version + 1
        WHERE id = $1 RETURNING *`,
      [
        id,
        fields.name,
        fields.url,
        fields.secret === undefined ? null : seal(fields.secret, id),
        fields.key_from,
        fields.test,
        fields.per_second,
      ],
    );
    const row = rows[0] as TargetRow;
    const given_orders = before.test && !row.test ? await giveWaiting(tx, [id]) : 0;
    await askToDrain(tx, [id]);
    audit({
      entity: 'target',
      entityId: id,
      before: targetFacts(before),
      after: { ...targetFacts(row), given_orders, secret_changed: fields.secret !== undefined },
    });
    return targetView(row);
  },
});
