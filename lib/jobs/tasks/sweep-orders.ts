import { transaction } from '@/lib/db/pool';
import { enqueueOrder } from '@/lib/services/order/enqueue';
import { readWebhook } from './deliver-order';

/** Orders asked for in one transaction. */
const STEP = 500;

/**
 * Asks for every pending order that nobody is going to deliver: decided before the first worker ran, waiting for a
 * webhook, or given up by a worker that died again and again. Answers how many.
 */
export async function sweepOrders(): Promise<number> {
  if (!(await readWebhook())) return 0;
  let swept = 0;
  for (;;) {
    const count = await transaction(async (tx) => {
      const { rows } = await tx.query<{ id: string; account_key: bigint }>(
        `SELECT o.id, o.account_key FROM enforcement_order o
          WHERE o.status = 'pending'
            AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j
                             WHERE j.key = 'order:' || o.id AND (j.attempts < j.max_attempts OR j.locked_at IS NOT NULL))
          ORDER BY o.created_at LIMIT $1
          FOR UPDATE OF o SKIP LOCKED`,
        [STEP],
      );
      for (const { id, account_key } of rows)
        await enqueueOrder(tx, { orderId: id, accountKey: account_key });
      return rows.length;
    });
    swept += count;
    if (count < STEP) return swept;
  }
}
