import { getPool } from '@/lib/db/pool';
import type { Actor } from '@/lib/model/access';
import type { BatchScope } from '@/lib/model/batch';
import { batchPhrase } from '@/lib/model/batch-moves';
import type { OrderKind } from '@/lib/model/decision';
import { accountKey } from '@/lib/model/hash';
import { insertCampaign, T0 } from '@/lib/services/fixture';
import { draftBatch } from './draft';
import { freezeBatch } from './freeze';
import { planBatch } from './plan';
import { BATCH_WORKER } from './row';
import { submitBatch } from './submit';

/** For tests and measurements: a campaign `id` with accounts `id-0` to `id-(n-1)`, none of which looks innocent. */
export async function insertCrowd(id: string, n: number): Promise<string[]> {
  await insertCampaign({ id, status: 'confirmed' });
  await getPool().query(
    'UPDATE campaign SET decided_at = $2, account_count = $3, active_accounts = $3 WHERE id = $1',
    [id, T0, n],
  );
  const ids = Array.from({ length: n }, (_, index) => `${id}-${index}`);
  const keys = ids.map(accountKey);
  await getPool().query(
    `INSERT INTO account (key, id, status, pathway, plan, verified, email_domain, created_at, first_seen, last_seen, exchanges)
     SELECT key, id, 'active', 'api', 'pro', 'email', 'mail.example', $3::timestamptz - interval '20 days', $3, $3, 100
       FROM unnest($1::bigint[], $2::text[]) AS a (key, id)`,
    [keys, ids, T0],
  );
  await getPool().query(
    `INSERT INTO campaign_account (campaign_id, account_key, membership, harvest_share, role, reasons, recommended_action,
                                   exchanges, harvest_exchanges, joined_at)
     SELECT $1, key, 0.9, 0.8, 'core', '["Shares a card with 3 others."]', 'suspend', 100, 80, $3
       FROM unnest($2::bigint[]) AS key`,
    [id, keys, T0],
  );
  return ids;
}

/** A draft by the actor whose accounts are written down. */
export async function frozenDraft(
  actor: Actor,
  scope: BatchScope,
  now: Date = T0,
  newId?: () => string,
): Promise<string> {
  const { id } = await draftBatch({ scope }, { actor, now: () => now, newId });
  await freezeBatch({ id }, { actor: BATCH_WORKER, now: () => now });
  return id;
}

interface Asked {
  kind?: OrderKind;
  include_innocent?: 'all' | 'none' | string[];
  exclude?: string[];
  schedule?: { mode: 'now' | 'at' | 'spread'; starts_at: string | null; ends_at: string | null };
  now?: Date;
}

/** Submits a frozen draft as the plan says. */
export async function submitted(actor: Actor, id: string, asked: Asked = {}) {
  const { kind = 'ban', include_innocent = 'none', exclude = [], schedule, now = T0 } = asked;
  const context = { actor, now: () => now };
  const choice = { kind, include_innocent, exclude };
  const plan = await planBatch({ id, ...choice }, context);
  return submitBatch(
    {
      id,
      version: plan.version,
      ...choice,
      schedule,
      reason: 'One card, one clock.',
      policy: 'distillation',
      typed: batchPhrase(kind, plan.accounts, plan.innocent),
    },
    context,
  );
}

interface Deed {
  kind: OrderKind;
  status: string;
  event: string;
}

export const BANS: Deed = { kind: 'ban', status: 'banned', event: 'banned' };

/**
 * How many accounts a batch has done by each of the things that tell of it: counter, results, orders, accounts with one, rows of the
 * outbox of the one target, statuses, events and audit entries. They are all equal, or something was lost or doubled.
 */
export async function batchTally(
  id: string,
  { kind, status, event }: Deed = BANS,
): Promise<Record<string, number>> {
  const { rows } = await getPool().query<Record<string, number>>(
    `SELECT (SELECT applied FROM batch WHERE id = $1) AS counted,
            (SELECT count(*)::int FROM batch_account WHERE batch_id = $1 AND result = 'applied') AS applied,
            (SELECT count(*)::int FROM enforcement_order WHERE batch_id = $1 AND kind = $2) AS orders,
            (SELECT count(DISTINCT account_key)::int FROM enforcement_order WHERE batch_id = $1) AS ordered,
            (SELECT count(*)::int FROM order_delivery d JOIN enforcement_order o ON o.id = d.order_id WHERE o.batch_id = $1) AS outbox,
            (SELECT count(*)::int FROM batch_account r JOIN enforcement_order o ON o.id = r.order_id AND o.account_key = r.account_key
              WHERE r.batch_id = $1) AS linked,
            (SELECT count(*)::int FROM batch_account r JOIN account a ON a.key = r.account_key
              WHERE r.batch_id = $1 AND r.result = 'applied' AND a.status = $3) AS done,
            (SELECT count(*)::int FROM batch_account r JOIN account_event e ON e.account_key = r.account_key AND e.kind = $4
              WHERE r.batch_id = $1 AND e.source = 'retort') AS events,
            (SELECT count(*)::int FROM audit_entry WHERE entity = 'account' AND after ->> 'batch_id' = $1) AS audited`,
    [id, kind, status, event],
  );
  return rows[0] ?? {};
}
