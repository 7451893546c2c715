import { type AccountStatus, accountMove, type OrderKind } from '@/lib/model/decision';
import { forgetReinstatements, rememberMembers } from '@/lib/services/campaign/exclusion';
import { followInCampaigns } from '@/lib/services/campaign/follow';
import { enqueueOrders } from '@/lib/services/order/enqueue';
import type { VerbWork } from '@/lib/services/verb';

/** An account that something is done to; its row is locked by the caller, and `status` is the one that stands. */
export interface Subject {
  key: bigint;
  id: string;
  status: AccountStatus;
}

export interface EnforcementDeed {
  kind: OrderKind;
  reason: string;
  decisionId: string;
  /** Who decided it, as campaigns and exclusions name them. */
  actorName: string;
  batchId: string | null;
  subjects: readonly Subject[];
}

/** What is written about an account; the milder kinds ask something of it and leave its status alone. */
const EVENT = {
  verify: null,
  throttle: null,
  suspend: 'suspended',
  ban: 'banned',
  reinstate: 'reinstated',
} as const;

/** The status that a kind leads to, for an account to which it applies: what was asked of an active one is lifted too. */
export function statusAfter(kind: OrderKind, status: AccountStatus): AccountStatus {
  const move = accountMove(status, kind);
  return 'to' in move ? move.to : status;
}

/**
 * The one way in which anything is done to accounts: their status and event, the orders with what delivers them, what a person
 * judged of their memberships, and what follows for their campaigns. All in the caller's transaction and in as many statements
 * for one account as for five hundred, so that no account is banned here whose order is lost, and none is ordered banned that is
 * not. Answers the id of each account's order, in the order of the subjects.
 */
export async function enforceSet(deed: EnforcementDeed, work: VerbWork): Promise<string[]> {
  const { kind, reason, decisionId, actorName, batchId, subjects } = deed;
  const { tx, now, newId } = work;
  if (subjects.length === 0) return [];
  const moved = subjects.filter(({ status }) => statusAfter(kind, status) !== status);
  const event = EVENT[kind];
  if (moved.length > 0 && event !== null) {
    const keys = moved.map(({ key }) => key);
    await tx.query(
      'UPDATE account SET status = $2, status_at = $3, version = version + 1 WHERE key = ANY($1::bigint[])',
      [keys, statusAfter(kind, (moved[0] as Subject).status), now],
    );
    await tx.query(
      `INSERT INTO account_event (account_key, occurred_at, kind, source, reason)
       SELECT key, $2, $3, 'retort', $4 FROM unnest($1::bigint[]) AS key
       ON CONFLICT (account_key, occurred_at, kind) DO NOTHING`,
      [keys, now, event, reason],
    );
  }
  const orders = subjects.map(({ key }) => ({ orderId: newId(), accountKey: key }));
  const keys = subjects.map(({ key }) => key);
  await tx.query(
    `INSERT INTO enforcement_order (id, decision_id, account_key, account_id, kind, reason, created_at, batch_id)
     SELECT id, $4, key, account_id, $5, $6, $7, $8
       FROM unnest($1::text[], $2::bigint[], $3::text[]) AS o (id, key, account_id)`,
    [
      orders.map(({ orderId }) => orderId),
      keys,
      subjects.map(({ id }) => id),
      decisionId,
      kind,
      reason,
      now,
      batchId,
    ],
  );
  await enqueueOrders(tx, orders);
  if (kind === 'reinstate') {
    await rememberMembers(
      { campaignId: null, keys, kind: 'reinstated', reason, decisionId, actorName },
      work,
    );
  } else if (event !== null) {
    await forgetReinstatements(keys, work);
  }
  await followInCampaigns({ kind, reason, actorName, batchId, subjects, moved }, work);
  return orders.map(({ orderId }) => orderId);
}
