import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { enqueueOrder } from './enqueue';

/** What an order says while nobody has set a webhook. */
export const NO_TARGET = 'No target configured: set a webhook, and this order is sent.';

/**
 * Keeps what became of a pending order: delivered, dead, overtaken by a newer decision, or still pending with the reason
 * and the time of the next attempt, whose job it asks for. For the worker.
 */
export const settleOrder = defineVerb({
  name: 'order.settle',
  right: 'order.settle',
  input: z
    .object({
      id: entityId,
      status: z.enum(['delivered', 'dead', 'superseded', 'pending']),
      error: z.string().max(1_000).nullable(),
      /** Whether something was sent. */
      attempted: z.boolean(),
      next_attempt_at: z.date().optional(),
    })
    .refine((input) => input.status === 'delivered' || input.error !== null, 'Say why it is not delivered.'),
  async run({ id, status, error, attempted, next_attempt_at }, { tx, now, audit }) {
    const { rows } = await tx.query<{ account_key: bigint; attempts: number }>(
      `UPDATE enforcement_order
          SET status = $2, last_error = $3, attempts = attempts + $4,
              last_attempt_at = CASE WHEN $4 = 1 THEN $5 ELSE last_attempt_at END,
              delivered_at = CASE WHEN $2 = 'delivered' THEN $5 END
        WHERE id = $1 AND status = 'pending'
        RETURNING account_key, attempts`,
      [id, status, error, attempted ? 1 : 0, now],
    );
    const order = rows[0];
    if (!order)
      throw new RetortError('precondition', `The order ${id} is not pending.`, { entity: 'order', id });
    if (next_attempt_at)
      await enqueueOrder(tx, { orderId: id, accountKey: order.account_key }, next_attempt_at);
    audit({
      entity: 'order',
      entityId: id,
      before: { status: 'pending' },
      after: { status, attempts: order.attempts, error, next_attempt_at: next_attempt_at?.toISOString() },
    });
    return { id, status, attempts: order.attempts };
  },
});
