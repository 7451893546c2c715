import type { PoolClient } from 'pg';
import { OUTBOX } from './enqueue';

/**
 * Gives orders that no target has got, other than for a test, to these targets: what was decided before there was one.
 * Answers how many orders. What a target got as a test it gets again in earnest.
 */
export async function giveWaiting(tx: PoolClient, targets: readonly string[]): Promise<number> {
  const { rowCount } = await tx.query(
    `${OUTBOX} WHERE t.id = ANY($1) AND NOT t.test AND t.removed_at IS NULL AND o.status = 'pending'
        AND NOT EXISTS (SELECT 1 FROM order_delivery d WHERE d.order_id = o.id AND NOT d.test)
     ON CONFLICT (account_key, target_id, seq) DO UPDATE
        SET test = false, status = 'pending', attempts = 0, due_at = excluded.due_at, position = NULL,
            last_error = NULL, last_attempt_at = NULL, settled_at = NULL
      WHERE order_delivery.test`,
    [targets],
  );
  return targets.length === 0 ? 0 : Math.round((rowCount ?? 0) / targets.length);
}
