import { RetortError } from '@/lib/model/errors';
import type { DeliveryStatus } from '@/lib/model/target';
import type { VerbWork } from '@/lib/services/verb';
import { pullTarget } from './pull-target';
import { holdOrders, summarize } from './summarize';

interface Acknowledgement {
  ids: readonly string[];
  target?: string;
  /** Why the receiver cannot do them; without it they are done. */
  failed?: string;
}

export interface Acknowledged {
  id: string;
  status: DeliveryStatus;
}

/**
 * Settles orders that a receiver has fetched: they are delivered, or dead with the reason it gives. One that is settled already
 * stays as it is, so that to acknowledge again changes nothing. RetortError `not_found` when any of them is not of this target; then
 * none is settled.
 */
export async function acknowledge(
  { ids, target, failed }: Acknowledgement,
  { tx, now, audit }: VerbWork,
): Promise<Acknowledged[]> {
  const targetId = await pullTarget(tx, target);
  await holdOrders(tx, ids);
  const known = await tx.query<{ id: string; status: DeliveryStatus }>(
    'SELECT order_id AS id, status FROM order_delivery WHERE target_id = $1 AND order_id = ANY($2)',
    [targetId, ids],
  );
  const statuses = new Map(known.rows.map(({ id, status }) => [id, status]));
  const unknown = ids.filter((id) => !statuses.has(id));
  if (unknown.length > 0) {
    const shown = unknown.slice(0, 3).join(', ');
    throw new RetortError('not_found', `No such orders for this target: ${shown}.`, {
      entity: 'order',
      ids: unknown,
    });
  }
  const status = failed === undefined ? 'delivered' : 'dead';
  const settled = await tx.query<{ id: string }>(
    `UPDATE order_delivery SET status = $3, settled_at = $4, last_attempt_at = $4, attempts = attempts + 1, last_error = $5
      WHERE target_id = $1 AND order_id = ANY($2) AND status = 'pending' RETURNING order_id AS id`,
    [targetId, ids, status, now, failed ?? null],
  );
  if (settled.rowCount) {
    await summarize(
      tx,
      settled.rows.map(({ id }) => id),
    );
    await tx.query('UPDATE target SET last_taken_at = $2 WHERE id = $1', [targetId, now]);
  }
  for (const { id } of settled.rows) statuses.set(id, status);
  audit({
    entity: 'target',
    entityId: targetId,
    after: { acknowledged: settled.rowCount ?? 0, already: ids.length - (settled.rowCount ?? 0), failed },
  });
  if (failed !== undefined) {
    for (const { id } of settled.rows) {
      audit({
        entity: 'order',
        entityId: id,
        before: { status: 'pending' },
        after: { status, error: failed, target: targetId },
      });
    }
  }
  return [...new Set(ids)].map((id) => ({ id, status: statuses.get(id) ?? status }));
}
