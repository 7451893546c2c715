import { getPool } from '@/lib/db/pool';
import { type Attempt, type Delivery, deliver } from '@/lib/enforce/deliver';
import { orderBody } from '@/lib/enforce/order-body';
import { settle } from '@/lib/enforce/retry';
import { targetPolicy } from '@/lib/enforce/target';
import type { Actor } from '@/lib/model/access';
import type { OrderKind } from '@/lib/model/decision';
import { NO_TARGET, settleOrder } from '@/lib/services/order/settle';
import { WEBHOOK_ID } from '@/lib/services/webhook/row';

export const WORKER: Actor = { kind: 'system', name: 'Retort (worker)' };

/** What delivery takes from the world; replaced in tests. */
export interface DeliveryWorld {
  now: () => Date;
  random: () => number;
  deliver: (delivery: Delivery) => Promise<Attempt>;
}

export const REAL_WORLD: DeliveryWorld = { now: () => new Date(), random: Math.random, deliver };

interface OrderRow {
  id: string;
  kind: OrderKind;
  status: string;
  account_id: string;
  reason: string;
  attempts: number;
  last_error: string | null;
  actor_name: string;
  decided_at: Date;
  campaign_id: string | null;
  overtaken: boolean;
}

/**
 * Tries one order and keeps what came of it. An order that a newer decision about the same account has overtaken is not
 * sent: a ban that arrives after its reinstatement would stand. Without a webhook the order waits and says so.
 * Throws only when the database fails; then the job is repeated and the receiver may get the order twice, with one
 * idempotency key.
 */
export async function deliverOrder(orderId: string, world: DeliveryWorld = REAL_WORLD): Promise<void> {
  const order = await readOrder(orderId);
  if (order?.status !== 'pending') return;
  const context = { actor: WORKER, now: world.now };
  if (order.overtaken) {
    const error = 'A newer decision about this account took its place.';
    await settleOrder({ id: order.id, status: 'superseded', error, attempted: false }, context);
    return;
  }
  const webhook = await readWebhook();
  if (!webhook) {
    if (order.last_error === NO_TARGET) return;
    await settleOrder({ id: order.id, status: 'pending', error: NO_TARGET, attempted: false }, context);
    return;
  }
  const attempt = await world.deliver({
    url: webhook.url,
    secret: webhook.secret,
    body: orderBody({
      id: order.id,
      kind: order.kind,
      accountId: order.account_id,
      reason: order.reason,
      decidedBy: order.actor_name,
      decidedAt: order.decided_at,
      campaignId: order.campaign_id,
    }),
    idempotencyKey: order.id,
    now: world.now(),
    policy: targetPolicy(),
  });
  const settlement = settle(attempt, order.attempts + 1, world.random);
  await settleOrder(
    {
      id: order.id,
      status: settlement.status,
      error: settlement.status === 'delivered' ? null : settlement.error,
      attempted: true,
      next_attempt_at:
        settlement.status === 'pending' ? new Date(world.now().getTime() + settlement.delayMs) : undefined,
    },
    context,
  );
}

async function readOrder(id: string): Promise<OrderRow | undefined> {
  const { rows } = await getPool().query<OrderRow>(
    `SELECT o.id, o.kind, o.status, o.account_id, o.reason, o.attempts, o.last_error,
            d.actor_name, d.decided_at, d.campaign_id,
            EXISTS (SELECT 1 FROM enforcement_order n
                     WHERE n.account_key = o.account_key AND (n.created_at, n.id) > (o.created_at, o.id)) AS overtaken
       FROM enforcement_order o JOIN decision d ON d.id = o.decision_id
      WHERE o.id = $1`,
    [id],
  );
  return rows[0];
}

export async function readWebhook(): Promise<{ url: string; secret: string } | undefined> {
  const { rows } = await getPool().query<{ url: string; secret: string }>(
    'SELECT url, secret FROM webhook WHERE id = $1 AND enabled',
    [WEBHOOK_ID],
  );
  return rows[0];
}
