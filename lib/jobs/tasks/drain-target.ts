import { getPool, transaction } from '@/lib/db/pool';
import { turnOf } from '@/lib/enforce/turn';
import { type DeliveryWorld, REAL_WORLD, WORKER } from '@/lib/jobs/world';
import { enqueue } from '@/lib/services/order/enqueue';
import {
  dropOrders,
  nextDue,
  publishOrders,
  replayDead,
  unpublishedAccounts,
  waitingOrders,
} from '@/lib/services/order/outbox';
import { type Outcome, settleOrders } from '@/lib/services/order/settle';
import type { TargetRow } from '@/lib/services/target/row';
import { Drain, OVERTAKEN } from './drain';

/** Rows changed in one transaction. */
const STEP = 500;

/**
 * Delivers what is due at one target: see {@link Drain}. Then asks for itself again for the time when the next order is due or the
 * target may be tried again. Runs once at a time for each target, because its jobs share a queue. Throws only when the database
 * fails; then the job is repeated and a receiver may get orders twice, each with its one idempotency key.
 */
export async function drainTarget(
  id: string,
  world: DeliveryWorld = REAL_WORLD,
  signal?: AbortSignal,
): Promise<number> {
  const target = await readTarget(id);
  if (!target) return 0;
  if (target.removed_at) {
    if ((await dropOrders(id, STEP)) === STEP) await again(id, world.now());
    else await transaction((tx) => enqueue(tx, { task: 'sweep-orders', payload: {}, key: 'sweep-orders' }));
    return 0;
  }
  if (target.replay_before && (await replayDead(id, target.replay_before, STEP)) === STEP) {
    await again(id, world.now());
    return 0;
  }
  if (target.paused_at) return 0;
  if (target.kind === 'pull') {
    await dropNeedless(target, world.now());
    if ((await publishOrders(id, STEP)) === STEP) await again(id, world.now());
    return 0;
  }
  const drain = new Drain(target, world, signal);
  const sent = await drain.run();
  const due = await nextDue(id);
  if (due) await again(id, new Date(Math.max(due.getTime(), drain.heldUntil, world.now().getTime())));
  return sent;
}

export async function readTarget(id: string): Promise<TargetRow | undefined> {
  const { rows } = await getPool().query<TargetRow>('SELECT * FROM target WHERE id = $1', [id]);
  return rows[0];
}

/** Settles what waits for a pull target, fetched or not, and is needless because of orders that are about to be published. */
async function dropNeedless(target: TargetRow, now: Date): Promise<void> {
  const accounts = await unpublishedAccounts(target.id, STEP);
  const waiting = await waitingOrders(target.id, accounts);
  const ids = waiting.flatMap((orders) => turnOf(orders, now).needless.map(({ id }) => id));
  for (let from = 0; from < ids.length; from += STEP) {
    const outcomes = ids
      .slice(from, from + STEP)
      .map((id): Outcome => ({ id, status: 'superseded', error: OVERTAKEN, attempted: false, at: now }));
    await settleOrders(
      {
        target_id: target.id,
        version: target.version,
        outcomes,
        failures: 0,
        held_until: null,
        held_why: null,
        next_send_at: null,
      },
      { actor: WORKER, now: () => now },
    );
  }
}

async function again(id: string, at: Date): Promise<void> {
  await transaction((tx) =>
    enqueue(tx, {
      task: 'drain-target',
      payload: { target_id: id },
      key: `drain:${id}`,
      queue: `target:${id}`,
      runAt: at,
    }),
  );
}
