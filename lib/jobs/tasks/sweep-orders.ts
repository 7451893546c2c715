import { getPool, transaction } from '@/lib/db/pool';
import { isSealed, seal } from '@/lib/enforce/seal';
import { askToDrain } from '@/lib/services/order/enqueue';
import { giveWaiting } from '@/lib/services/order/give-waiting';

/**
 * Makes up for what was left lying: gives orders that no target has to those that stand, and asks for the delivery of whatever is due
 * and has no job, because it was decided before the first worker ran or its worker died. Answers how many targets were asked for.
 */
export async function sweepOrders(): Promise<number> {
  await sealSecrets();
  const live = await getPool().query<{ id: string }>(
    'SELECT id FROM target WHERE removed_at IS NULL AND NOT test ORDER BY id',
  );
  if (live.rows.length > 0) {
    await transaction((tx) =>
      giveWaiting(
        tx,
        live.rows.map(({ id }) => id),
      ),
    );
  }
  // A pull target has nothing due once its orders have their places; one that was taken away drops what waits.
  const { rows } = await getPool().query<{ id: string }>(
    `SELECT id FROM target t
      WHERE paused_at IS NULL
        AND (replay_before IS NOT NULL AND removed_at IS NULL OR EXISTS (
              SELECT 1 FROM order_delivery d WHERE d.target_id = t.id AND d.status = 'pending'
                 AND (d.due_at <= now() OR t.removed_at IS NOT NULL) AND (t.kind <> 'pull' OR d.position IS NULL)))
        AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j
                         WHERE j.queue_name = 'target:' || t.id AND j.attempts < j.max_attempts
                           AND j.run_at <= now() + interval '1 minute')
      ORDER BY id`,
  );
  const ids = rows.map(({ id }) => id);
  await transaction((tx) => askToDrain(tx, ids));
  return ids.length;
}

/** Seals secrets of before there were seals. */
async function sealSecrets(): Promise<void> {
  const { rows } = await getPool().query<{ id: string; secret: string }>(
    'SELECT id, secret FROM target WHERE secret IS NOT NULL',
  );
  for (const { id, secret } of rows) {
    if (isSealed(secret)) continue;
    await getPool().query('UPDATE target SET secret = $3 WHERE id = $1 AND secret = $2', [
      id,
      secret,
      seal(secret, id),
    ]);
  }
}
