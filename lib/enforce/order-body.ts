import type { OrderKind } from '@/lib/model/decision';

export interface OrderForDelivery {
  id: string;
  /** Counts orders: of two about one account the later has the higher number. */
  sequence: string;
  kind: OrderKind;
  accountId: string;
  reason: string;
  decidedBy: string;
  decidedAt: Date;
  campaignId: string | null;
  batchId: string | null;
  test: boolean;
}

/** An order as a receiver gets it, by webhook or by fetching it. */
export interface OrderWords {
  id: string;
  sequence: string;
  kind: OrderKind;
  account_id: string;
  reason: string;
  decided_by: string;
  decided_at: string;
  campaign_id?: string;
  batch_id?: string;
  /** Of a target in test mode: nothing is to be done. */
  test?: true;
}

export function orderWords(order: OrderForDelivery): OrderWords {
  return {
    id: order.id,
    sequence: order.sequence,
    kind: order.kind,
    account_id: order.accountId,
    reason: order.reason,
    decided_by: order.decidedBy,
    decided_at: order.decidedAt.toISOString(),
    ...(order.campaignId === null ? {} : { campaign_id: order.campaignId }),
    ...(order.batchId === null ? {} : { batch_id: order.batchId }),
    ...(order.test ? { test: true } : {}),
  };
}

/** The JSON that a receiver gets. The same order has the same body every time, byte for byte. */
export function orderBody(order: OrderForDelivery): string {
  return JSON.stringify(orderWords(order));
}

/** The key under which a receiver does an order once. That of a test is another, so that it stands in nobody's way. */
export function idempotencyKey({ id, test }: { id: string; test: boolean }): string {
  return test ? `test-${id}` : id;
}
