import type { PoolClient } from 'pg';

/** What an order says while it has no target but such in test mode. */
export const NO_TARGET = 'No target configured: add one, and this order is sent.';

/**
 * Holds the orders named, in one order for everybody, so that two targets that settle the same ones see each other's outcome
 * and never wait for each other in a circle.
 */
export async function holdOrders(tx: PoolClient, ids: readonly string[]): Promise<void> {
  await tx.query('SELECT FROM enforcement_order WHERE id = ANY($1) ORDER BY id FOR UPDATE', [ids]);
}

/**
 * Says of each order what became of it at all its targets, those in test mode left aside: pending while any waits, then
 * dead when any gave up, delivered when any took it, superseded when none needed it any more. One that none can do is dead.
 */
export async function summarize(tx: PoolClient, ids: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE enforcement_order o
        SET status = s.status, attempts = s.attempts, last_attempt_at = s.last_attempt_at,
            last_error = CASE WHEN s.live = 0 THEN $2 WHEN s.status = 'delivered' THEN NULL ELSE s.last_error END,
            delivered_at = CASE WHEN s.status = 'delivered' THEN s.taken_at END
       FROM (SELECT w.id, count(d.order_id) AS live, coalesce(max(d.attempts), 0) AS attempts,
                    max(d.last_attempt_at) AS last_attempt_at,
                    max(d.settled_at) FILTER (WHERE d.status = 'delivered') AS taken_at,
                    (array_agg(d.last_error ORDER BY d.status = 'dead' DESC, d.status = 'pending' DESC, d.status = 'skipped' DESC)
                      FILTER (WHERE d.last_error IS NOT NULL AND d.status <> 'delivered'))[1] AS last_error,
                    CASE WHEN count(d.order_id) = 0 OR bool_or(d.status = 'pending') THEN 'pending'
                         WHEN bool_or(d.status = 'dead') THEN 'dead'
                         WHEN bool_or(d.status = 'delivered') THEN 'delivered'
                         WHEN bool_or(d.status = 'skipped') THEN 'dead'
                         ELSE 'superseded' END AS status
               FROM unnest($1::text[]) w (id) LEFT JOIN order_delivery d ON d.order_id = w.id AND NOT d.test
              GROUP BY w.id) s
      WHERE o.id = s.id`,
    [ids, NO_TARGET],
  );
}
