import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { orderWords } from '@/lib/enforce/order-body';
import { entityId, ORDER_KINDS } from '@/lib/model/decision';
import { cursorBigint, MAX_PAGE } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { type DueOrder, ORDER_FACTS } from './outbox';
import { pullTarget } from './pull-target';

export const pulledOrder = z.object({
  id: z.string().meta({ description: 'Do each id once, however often it comes.' }),
  sequence: z
    .string()
    .meta({ description: 'Of two orders about one account the later has the higher number.' }),
  kind: z.enum(ORDER_KINDS),
  account_id: z.string(),
  reason: z.string(),
  decided_by: z.string(),
  decided_at: z.iso.datetime(),
  campaign_id: z.string().optional(),
  batch_id: z.string().optional(),
  test: z.literal(true).optional().meta({ description: 'Nothing is to be done.' }),
});

export const pulledOrders = z.object({
  items: z.array(pulledOrder),
  next_cursor: z
    .string()
    .nullable()
    .meta({ description: 'More waits behind this one; null when nothing does.' }),
  after: z.string().meta({ description: 'What to ask with next time to get only what came since.' }),
});

type PulledOrders = z.infer<typeof pulledOrders>;

/**
 * The orders that wait for whoever fetches them, in the order in which they are to be done, behind the place `after` (an empty
 * one: from the first). One stays until it is acknowledged, so to begin again from the first loses nothing and repeats only those.
 */
export const pullOrders = defineQuery({
  name: 'order.pull',
  right: 'order.pull',
  input: z.object({
    after: z
      .union([z.literal(''), cursorBigint])
      .default('')
      .transform((place) => place || '0'),
    target: entityId.optional(),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(100),
  }),
  async run({ after, target, limit }): Promise<PulledOrders> {
    const pool = getPool();
    const id = await pullTarget(pool, target);
    const { rows } = await pool.query<DueOrder & { position: bigint }>(
      `SELECT ${ORDER_FACTS}, d.due_at, d.position
         FROM order_delivery d JOIN enforcement_order o ON o.id = d.order_id JOIN decision c ON c.id = o.decision_id
        WHERE d.target_id = $1 AND d.status = 'pending' AND d.position > $2::bigint
        ORDER BY d.position LIMIT $3`,
      [id, after, limit + 1],
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1)?.position.toString() ?? after;
    return { items: shown.map(wordsOf), next_cursor: rows.length > limit ? last : null, after: last };
  },
});

/** An order of the outbox in the words that receivers get. */
export function wordsOf(order: DueOrder): z.infer<typeof pulledOrder> {
  return orderWords(forDelivery(order));
}

export function forDelivery(order: DueOrder) {
  return {
    id: order.id,
    sequence: order.seq.toString(),
    kind: order.kind,
    accountId: order.account_id,
    reason: order.reason,
    decidedBy: order.actor_name,
    decidedAt: order.decided_at,
    campaignId: order.campaign_id,
    batchId: order.batch_id,
    test: order.test,
  };
}
