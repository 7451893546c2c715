import { z } from 'zod';
import { readPage } from '@/lib/db/read-page';
import { ORDER_KINDS, ORDER_STATUSES, type OrderKind, type OrderStatus } from '@/lib/model/decision';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';

export const orderOut = z.object({
  id: z.string().meta({ description: 'The Idempotency-Key that the receiver sees.' }),
  account_id: z.string(),
  kind: z.enum(ORDER_KINDS),
  batch_id: z.string().nullable(),
  reason: z.string(),
  status: z.enum(ORDER_STATUSES),
  attempts: z.number().int(),
  last_error: z.string().nullable(),
  created_at: z.iso.datetime(),
  last_attempt_at: z.iso.datetime().nullable(),
  delivered_at: z.iso.datetime().nullable(),
});

type OrderOut = z.infer<typeof orderOut>;

interface Row {
  id: string;
  account_id: string;
  kind: OrderKind;
  batch_id: string | null;
  reason: string;
  status: OrderStatus;
  attempts: number;
  last_error: string | null;
  created_at: Date;
  last_attempt_at: Date | null;
  delivered_at: Date | null;
}

/** Orders to the provider's systems, newest first, of one status or of all. */
export const listOrders = defineQuery({
  name: 'order.list',
  right: 'read',
  input: pageInput.extend({ status: z.enum(ORDER_STATUSES).optional() }),
  run: ({ limit, cursor, status }) =>
    readPage({
      order: [
        { sql: 'created_at', type: 'timestamptz', order: 'desc' },
        { sql: 'id', type: 'text', order: 'desc' },
      ],
      limit,
      cursor,
      params: [status ?? null],
      sql: (page) =>
        `SELECT id, account_id, kind, batch_id, reason, status, attempts, last_error, created_at, last_attempt_at, delivered_at,
                ${page.select}
           FROM enforcement_order WHERE ($1::text IS NULL OR status = $1) AND ${page.after} ORDER BY ${page.orderBy}`,
      view: orderView,
    }),
});

function orderView(row: Row): OrderOut {
  return {
    id: row.id,
    account_id: row.account_id,
    kind: row.kind,
    batch_id: row.batch_id,
    reason: row.reason,
    status: row.status,
    attempts: row.attempts,
    last_error: row.last_error,
    created_at: row.created_at.toISOString(),
    last_attempt_at: row.last_attempt_at?.toISOString() ?? null,
    delivered_at: row.delivered_at?.toISOString() ?? null,
  };
}
