import type { OrderKind } from '@/lib/model/decision';

export interface OrderForDelivery {
  id: string;
  kind: OrderKind;
  accountId: string;
  reason: string;
  decidedBy: string;
  decidedAt: Date;
  campaignId: string | null;
}

/** The JSON that a receiver gets. The same order has the same body every time, byte for byte. */
export function orderBody(order: OrderForDelivery): string {
  return JSON.stringify({
    id: order.id,
    kind: order.kind,
    account_id: order.accountId,
    reason: order.reason,
    decided_by: order.decidedBy,
    decided_at: order.decidedAt.toISOString(),
    ...(order.campaignId === null ? {} : { campaign_id: order.campaignId }),
  });
}
