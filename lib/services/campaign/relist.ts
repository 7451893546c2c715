import { z } from 'zod';
import type { CampaignRelisted } from '@/lib/model/api';
import { decisionReason, entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { accountKey } from '@/lib/model/hash';
import { RELIST_LIMIT } from '@/lib/model/moves';
import { lockSeen } from '@/lib/services/conflict';
import type { VerbWork } from '@/lib/services/verb';
import { rememberMembers } from './exclusion';
import { type CampaignState, stoodOf, writeDecision, writeDeed } from './record';

/** What both verbs over many accounts take. */
export const relistInput = z.object({
  id: entityId,
  account_ids: z.array(entityId).min(1).max(RELIST_LIMIT),
  version: seenVersion,
  reason: decisionReason,
});

interface Listing {
  kind: 'exclude' | 'include';
  id: string;
  accounts: readonly string[];
  version: number;
  reason: string;
}

const EVENT = { exclude: 'account_excluded', include: 'account_included' } as const;
const NAMED = 20;

const TAKE_OUT = `
  DELETE FROM campaign_account m USING account a
   WHERE m.campaign_id = $1 AND m.account_key = ANY($2::bigint[]) AND a.key = m.account_key
  RETURNING -1 AS accounts, -m.exchanges AS exchanges, -m.harvest_exchanges AS harvest, a.status = 'active' AS active`;

/** Puts rows back as they stood; the next run words them anew. */
const PUT_BACK = `
  INSERT INTO campaign_account AS c (campaign_id, account_key, membership, harvest_share, role, reasons, recommended_action,
                                exchanges, harvest_exchanges, looks_innocent, joined_at, part)
  SELECT t.campaign_id, t.account_key, r.membership, r.harvest_share, r.role, r.reasons, r.recommended_action,
         r.exchanges, r.harvest_exchanges, r.looks_innocent, r.joined_at, r.part
    FROM jsonb_populate_recordset(NULL::campaign_exclusion, $2::jsonb) t
    CROSS JOIN LATERAL jsonb_populate_record(NULL::campaign_account, t.listed) r
   WHERE t.campaign_id = $1
  ON CONFLICT (campaign_id, account_key) DO NOTHING
  RETURNING 1 AS accounts, exchanges, harvest_exchanges AS harvest,
            (SELECT a.status = 'active' FROM account a WHERE a.key = c.account_key) AS active`;

/**
 * What exclude and include have in common: the version check, the member rows with the campaign's counts, the decision, the
 * event, the audit entry. All of the accounts or none. RetortError `not_found`, `conflict`, `precondition`.
 */
export async function relistAccounts(
  listing: Listing,
  work: VerbWork,
): Promise<Omit<CampaignRelisted, 'account_id'>> {
  const { tx, now, newId } = work;
  const { kind, id, reason } = listing;
  const names = [...new Set(listing.accounts)];
  const before = await lockSeen<CampaignState>(tx, 'campaign', { key: id, id, seen: listing.version, now });
  await requirePossible({ ...listing, accounts: names }, work);
  const decisionId = newId();
  const stood = stoodOf(before, before.status, []);
  const keys = names.map(accountKey);
  let change: Change;
  if (kind === 'exclude') {
    await rememberMembers({ campaignId: id, keys, kind: 'excluded', reason, decisionId }, work);
    change = await takeOut(id, keys, work);
  } else {
    const taken = await forgetExclusions({ campaignId: id, keys }, work);
    stood.exclusions = taken;
    change = await putBack(id, taken, work);
  }
  const only = names.length === 1 ? names[0] : undefined;
  await writeDecision(
    {
      id: decisionId,
      kind,
      campaignId: id,
      accountKey: only === undefined ? null : accountKey(only),
      reason,
      stood,
    },
    work,
  );
  await writeDeed(
    {
      campaignId: id,
      kind: EVENT[kind],
      summary: reason,
      details: {
        decision_id: decisionId,
        ...(only === undefined
          ? { accounts: names.length, named: names.slice(0, NAMED) }
          : { account_id: only }),
      },
    },
    work,
  );
  const version = before.version + 1;
  const accounts = before.account_count + change.accounts;
  work.audit({
    entity: 'campaign',
    entityId: id,
    before: { accounts: before.account_count, version: before.version },
    after: {
      accounts,
      version,
      ...(only === undefined ? { account_ids: names } : { account_id: only }),
      reason,
      decision_id: decisionId,
    },
  });
  return { id, version, accounts, decision_id: decisionId, decided_at: now.toISOString() };
}

/** How a campaign's counts change. */
interface Change {
  accounts: number;
  exchanges: number;
  harvest: number;
  active: number;
}

/** Takes member rows out of a campaign and its counts, and raises its version. */
export async function takeOut(id: string, keys: readonly bigint[], work: VerbWork): Promise<Change> {
  return applied(id, (await work.tx.query<Moved>(TAKE_OUT, [id, keys])).rows, work);
}

/** Removes exclusions and answers their rows, by account or by the decision that made them. */
export async function forgetExclusions(
  which: { campaignId: string; keys: readonly bigint[] } | { campaignId: string; decisionId: string },
  { tx }: VerbWork,
): Promise<Record<string, unknown>[]> {
  const { rows } = await tx.query<{ row: Record<string, unknown> }>(
    `DELETE FROM campaign_exclusion x WHERE campaign_id = $1 AND ${'keys' in which ? 'account_key = ANY($2::bigint[])' : 'decision_id = $2'}
     RETURNING to_jsonb(x) || jsonb_build_object('account_key', x.account_key::text) AS row`,
    [which.campaignId, 'keys' in which ? which.keys : which.decisionId],
  );
  return rows.map(({ row }) => row);
}

/** Lists the accounts of exclusions again, as they were listed; with the campaign's counts and a raised version. */
export async function putBack(
  id: string,
  exclusions: readonly Record<string, unknown>[],
  work: VerbWork,
): Promise<Change> {
  return applied(id, (await work.tx.query<Moved>(PUT_BACK, [id, JSON.stringify(exclusions)])).rows, work);
}

interface Moved {
  accounts: number;
  exchanges: number;
  harvest: number;
  active: boolean;
}

async function applied(id: string, rows: readonly Moved[], { tx }: VerbWork): Promise<Change> {
  const sum = (of: (row: Moved) => number) => rows.reduce((total, row) => total + of(row), 0);
  const change = {
    accounts: sum(({ accounts }) => accounts),
    exchanges: sum(({ exchanges }) => exchanges),
    harvest: sum(({ harvest }) => harvest),
    active: sum(({ accounts, active }) => (active ? accounts : 0)),
  };
  await tx.query(
    `UPDATE campaign SET account_count = account_count + $2, exchanges = exchanges + $3,
            harvest_exchanges = harvest_exchanges + $4, active_accounts = active_accounts + $5, version = version + 1
      WHERE id = $1`,
    [id, change.accounts, change.exchanges, change.harvest, change.active],
  );
  return change;
}

async function requirePossible({ kind, id, accounts }: Listing, { tx }: VerbWork): Promise<void> {
  const table = kind === 'exclude' ? 'campaign_account' : 'campaign_exclusion';
  const { rows } = await tx.query<{ account_key: bigint }>(
    `SELECT account_key FROM ${table} WHERE campaign_id = $1 AND account_key = ANY($2::bigint[])`,
    [id, accounts.map(accountKey)],
  );
  const there = new Set(rows.map(({ account_key }) => account_key));
  const missing = accounts.filter((account) => !there.has(accountKey(account)));
  const [first] = missing;
  if (first === undefined) return;
  const others = missing.length > 1 ? ` and ${missing.length - 1} more of them` : '';
  throw new RetortError(
    'precondition',
    kind === 'exclude'
      ? `The account ${first}${others} ${others ? 'are' : 'is'} not in this campaign.`
      : `Nobody took the account ${first}${others} out of this campaign.`,
    { account_id: first, missing: missing.length },
  );
}
