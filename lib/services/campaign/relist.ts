import type { CampaignRelisted } from '@/lib/model/api';
import type { CampaignStatus } from '@/lib/model/campaign';
import { RetortError } from '@/lib/model/errors';
import { accountKey } from '@/lib/model/hash';
import { describeActor } from '@/lib/services/audit/append';
import { lockSeen } from '@/lib/services/conflict';
import type { VerbWork } from '@/lib/services/verb';
import { rememberMembership } from './exclusion';

interface Listing {
  kind: 'exclude' | 'include';
  id: string;
  account_id: string;
  version: number;
  reason: string;
}

const EVENT = { exclude: 'account_excluded', include: 'account_included' } as const;

const TAKE_OUT = `
  DELETE FROM campaign_account WHERE campaign_id = $1 AND account_key = $2
  RETURNING -1 AS accounts, -exchanges AS exchanges, -harvest_exchanges AS harvest`;

/** Puts the row back as it stood; the next run words it anew. */
const PUT_BACK = `
  WITH taken AS (DELETE FROM campaign_exclusion WHERE campaign_id = $1 AND account_key = $2 RETURNING *)
  INSERT INTO campaign_account (campaign_id, account_key, membership, harvest_share, role, reasons, recommended_action,
                                exchanges, harvest_exchanges, looks_innocent, joined_at)
  SELECT t.campaign_id, t.account_key, r.membership, r.harvest_share, r.role, r.reasons, r.recommended_action,
         r.exchanges, r.harvest_exchanges, r.looks_innocent, r.joined_at
    FROM taken t CROSS JOIN LATERAL jsonb_populate_record(NULL::campaign_account, t.listed) r
  ON CONFLICT (campaign_id, account_key) DO NOTHING
  RETURNING 1 AS accounts, exchanges, harvest_exchanges AS harvest`;

/**
 * What exclude and include have in common: the version check, the member row with the campaign's counts, the decision, the
 * event, the audit entry.
 */
export async function relistAccount(listing: Listing, work: VerbWork): Promise<CampaignRelisted> {
  const { tx, now, newId, actor } = work;
  const { kind, id, account_id, reason } = listing;
  const key = accountKey(account_id);
  const before = await lockSeen<{ status: CampaignStatus; version: number; account_count: number }>(
    tx,
    'campaign',
    { key: id, id, seen: listing.version, now },
  );
  const decisionId = newId();
  await requirePossible(listing, key, work);
  if (kind === 'exclude')
    await rememberMembership({ campaignId: id, key, kind: 'excluded', reason, decisionId }, work);
  const { rows } = await tx.query<{ accounts: number; exchanges: number; harvest: number }>(
    kind === 'exclude' ? TAKE_OUT : PUT_BACK,
    [id, key],
  );
  const change = rows[0] ?? { accounts: 0, exchanges: 0, harvest: 0 };
  await tx.query(
    `UPDATE campaign c SET account_count = account_count + $2, exchanges = c.exchanges + $3, harvest_exchanges = harvest_exchanges + $4,
            active_accounts = active_accounts + CASE WHEN a.status = 'active' THEN $2 ELSE 0 END, version = c.version + 1
       FROM account a WHERE c.id = $1 AND a.key = $5`,
    [id, change.accounts, change.exchanges, change.harvest, key],
  );

  const { id: actorId, name: actorName } = describeActor(actor);
  await tx.query(
    `INSERT INTO decision (id, kind, campaign_id, account_key, reason, actor_kind, actor_id, actor_name, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [decisionId, kind, id, key, reason, actor.kind, actorId, actorName, now],
  );
  await tx.query(
    `INSERT INTO campaign_event (id, campaign_id, occurred_at, kind, actor_name, summary, details)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      newId(),
      id,
      now,
      EVENT[kind],
      actorName,
      reason,
      JSON.stringify({ account_id, decision_id: decisionId }),
    ],
  );
  const version = before.version + 1;
  const accounts = before.account_count + change.accounts;
  work.audit({
    entity: 'campaign',
    entityId: id,
    before: { accounts: before.account_count, version: before.version },
    after: { accounts, version, account_id, reason, decision_id: decisionId },
  });
  return { id, account_id, version, accounts, decision_id: decisionId, decided_at: now.toISOString() };
}

async function requirePossible(
  { kind, id, account_id }: Listing,
  key: bigint,
  { tx }: VerbWork,
): Promise<void> {
  const table = kind === 'exclude' ? 'campaign_account' : 'campaign_exclusion';
  const { rowCount } = await tx.query(`SELECT 1 FROM ${table} WHERE campaign_id = $1 AND account_key = $2`, [
    id,
    key,
  ]);
  if (rowCount) return;
  throw kind === 'exclude'
    ? new RetortError('precondition', `The account ${account_id} is not in this campaign.`, { account_id })
    : new RetortError('precondition', `Nobody took the account ${account_id} out of this campaign.`, {
        account_id,
      });
}
