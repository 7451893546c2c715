import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { askToDrain } from './enqueue';
import { NO_REPLAY, reviveOrders } from './outbox';

/**
 * Has a dead order sent again, to every target that gave it up, from the first attempt: for instance after the receiver was
 * repaired. Not when something newer was ordered about its account since.
 */
export const retryOrder = defineVerb({
  name: 'order.retry',
  right: 'account.ban',
  input: z.object({ id: entityId }),
  async run({ id }, { tx, audit }) {
    const { rows } = await tx.query<{ status: string; last_error: string | null; newer: boolean }>(
      `SELECT status, last_error,
              EXISTS (SELECT 1 FROM enforcement_order l WHERE l.account_key = o.account_key AND l.seq > o.seq) AS newer
         FROM enforcement_order o WHERE id = $1 FOR UPDATE`,
      [id],
    );
    const order = rows[0];
    if (!order) throw new RetortError('not_found', `There is no order ${id}.`, { entity: 'order', id });
    const dead = await tx.query<{ target_id: string }>(
      `SELECT d.target_id FROM order_delivery d JOIN target t ON t.id = d.target_id
        WHERE d.order_id = $1 AND d.status = 'dead' AND t.removed_at IS NULL`,
      [id],
    );
    if (!dead.rowCount) {
      throw new RetortError(
        'precondition',
        `This order is ${order.status}: only one that a target gave up can be tried again.`,
      );
    }
    if (order.newer) throw new RetortError('precondition', NO_REPLAY);
    await reviveOrders(tx, [id], null);
    const targets = dead.rows.map(({ target_id }) => target_id);
    await askToDrain(tx, targets);
    audit({
      entity: 'order',
      entityId: id,
      before: { status: order.status, error: order.last_error },
      after: { status: 'pending', targets },
    });
    return { id, status: 'pending' as const };
  },
});
