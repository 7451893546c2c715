import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { enqueueOrder } from './enqueue';

/** Has a dead order tried again from the first attempt, for instance after the receiver was repaired. */
export const retryOrder = defineVerb({
  name: 'order.retry',
  right: 'account.ban',
  input: z.object({ id: entityId }),
  async run({ id }, { tx, audit }) {
    const { rows } = await tx.query<{ account_key: bigint; status: string; last_error: string | null }>(
      'SELECT account_key, status, last_error FROM enforcement_order WHERE id = $1 FOR UPDATE',
      [id],
    );
    const order = rows[0];
    if (!order) throw new RetortError('not_found', `There is no order ${id}.`, { entity: 'order', id });
    if (order.status !== 'dead') {
      throw new RetortError(
        'precondition',
        `This order is ${order.status}: only a dead one can be tried again.`,
      );
    }
    await tx.query("UPDATE enforcement_order SET status = 'pending', attempts = 0 WHERE id = $1", [id]);
    await enqueueOrder(tx, { orderId: id, accountKey: order.account_key });
    audit({
      entity: 'order',
      entityId: id,
      before: { status: 'dead', error: order.last_error },
      after: { status: 'pending' },
    });
    return { id, status: 'pending' as const };
  },
});
