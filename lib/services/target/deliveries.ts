import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { readPage } from '@/lib/db/read-page';
import { entityId, ORDER_KINDS, type OrderKind } from '@/lib/model/decision';
import { pageInput } from '@/lib/model/page';
import { DELIVERY_STATUSES, type DeliveryStatus } from '@/lib/model/target';
import { defineQuery } from '@/lib/services/verb';
import { noTarget } from './lock';

const time = z.iso.datetime();

export const deliveryOut = z.object({
  order_id: z.string(),
  account_id: z.string(),
  kind: z.enum(ORDER_KINDS),
  test: z.boolean(),
  status: z.enum(DELIVERY_STATUSES),
  attempts: z.number().int(),
  last_error: z.string().nullable(),
  created_at: time,
  last_attempt_at: time.nullable(),
  settled_at: time.nullable(),
  due_at: time.nullable().meta({ description: 'When it is tried next, while it is pending.' }),
});

type DeliveryOut = z.infer<typeof deliveryOut>;

interface Row {
  order_id: string;
  account_id: string;
  kind: OrderKind;
  test: boolean;
  status: DeliveryStatus;
  attempts: number;
  last_error: string | null;
  created_at: Date;
  last_attempt_at: Date | null;
  settled_at: Date | null;
  due_at: Date;
}

/** What became of each order at one target, newest first, of one status or of all. */
export const targetDeliveries = defineQuery({
  name: 'target.deliveries',
  right: 'target.manage',
  input: pageInput.extend({ id: entityId, status: z.enum(DELIVERY_STATUSES).optional() }),
  run: async ({ id, limit, cursor, status }) => {
    const { rowCount } = await getPool().query('SELECT 1 FROM target WHERE id = $1 AND removed_at IS NULL', [
      id,
    ]);
    if (!rowCount) throw noTarget(id);
    return readPage<Row, DeliveryOut>({
      order: [{ sql: 'd.seq', type: 'int8', order: 'desc' }],
      limit,
      cursor,
      params: [id, status ?? null],
      sql: (page) =>
        `SELECT d.order_id, o.account_id, d.kind, d.test, d.status, d.attempts, d.last_error, o.created_at, d.last_attempt_at,
                d.settled_at, d.due_at, ${page.select}
           FROM order_delivery d JOIN enforcement_order o ON o.id = d.order_id
          WHERE d.target_id = $1 AND ($2::text IS NULL OR d.status = $2) AND ${page.after} ORDER BY ${page.orderBy}`,
      view: deliveryView,
    });
  },
});

function deliveryView(row: Row): DeliveryOut {
  return {
    order_id: row.order_id,
    account_id: row.account_id,
    kind: row.kind,
    test: row.test,
    status: row.status,
    attempts: row.attempts,
    last_error: row.last_error,
    created_at: row.created_at.toISOString(),
    last_attempt_at: row.last_attempt_at?.toISOString() ?? null,
    settled_at: row.settled_at?.toISOString() ?? null,
    due_at: row.status === 'pending' ? row.due_at.toISOString() : null,
  };
}
