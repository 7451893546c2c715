import type { PoolClient } from 'pg';
import type { CampaignStatus } from '@/lib/model/campaign';
import { afterMoving } from '@/lib/model/moves';
import { describeActor } from '@/lib/services/audit/append';
import type { VerbWork } from '@/lib/services/verb';

/** A row of `campaign` as decisions need it. */
export interface CampaignState {
  id: string;
  title: string;
  status: CampaignStatus;
  account_count: number;
  first_seen: Date;
  last_seen: Date;
  current: boolean;
  decided_at: Date | null;
  contained_at: Date | null;
  dismiss_outcome: string | null;
  judged_evidence: Record<string, number> | null;
  merged_into: string | null;
  merged_by: string | null;
  version: number;
}

/** What a campaign was before a decision, as it is put back when that is undone. */
export interface Stood {
  status: CampaignStatus;
  decided_at: string | null;
  contained_at: string | null;
  dismiss_outcome: string | null;
  judged_evidence: Record<string, number> | null;
  current: boolean;
  /** What the decision left; when something else stands by then, it cannot be undone. */
  left: CampaignStatus;
  /** Alerts that the decision decided, or that went along. */
  alerts: string[];
  /** What the other campaign was, and what the decision left of it. */
  other?: {
    status: CampaignStatus;
    contained_at: string | null;
    left: CampaignStatus;
    current: boolean;
    first_seen: string;
    last_seen: string;
  };
  /** Rows of campaign_exclusion that the decision removed. */
  exclusions?: Record<string, unknown>[];
}

export function stoodOf(before: CampaignState, left: CampaignStatus, alerts: readonly string[]): Stood {
  return {
    status: before.status,
    decided_at: before.decided_at?.toISOString() ?? null,
    contained_at: before.contained_at?.toISOString() ?? null,
    dismiss_outcome: before.dismiss_outcome,
    judged_evidence: before.judged_evidence,
    current: before.current,
    left,
    alerts: [...alerts],
  };
}

/** As {@link stoodOf}, of the other campaign that a decision changes. */
export function otherStoodOf(before: CampaignState, left: CampaignStatus): NonNullable<Stood['other']> {
  return {
    status: before.status,
    contained_at: before.contained_at?.toISOString() ?? null,
    left,
    current: before.current,
    first_seen: before.first_seen.toISOString(),
    last_seen: before.last_seen.toISOString(),
  };
}

interface Decision {
  id: string;
  kind: string;
  campaignId: string;
  reason: string;
  outcome?: string | null;
  accountKey?: bigint | null;
  /** The other campaign it speaks of. */
  otherId?: string | null;
  /** What it takes to undo it; null for what cannot be undone. */
  stood: Stood | null;
}

/** Writes a decision about a campaign, with what stood before it. */
export async function writeDecision(decision: Decision, { tx, now, actor }: VerbWork): Promise<void> {
  const { id: actorId, name: actorName } = describeActor(actor);
  const { id, kind, campaignId, accountKey, reason, outcome, otherId, stood } = decision;
  await tx.query(
    `INSERT INTO decision (id, kind, campaign_id, account_key, reason, outcome, actor_kind, actor_id, actor_name, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, kind, campaignId, accountKey ?? null, reason, outcome ?? null, actor.kind, actorId, actorName, now],
  );
  if (stood)
    await tx.query(
      'INSERT INTO decision_undo (decision_id, campaign_id, other_id, stood) VALUES ($1, $2, $3, $4)',
      [id, campaignId, otherId ?? null, JSON.stringify(stood)],
    );
}

/** Writes into a campaign's activity what the actor did. */
export async function writeDeed(
  deed: { campaignId: string; kind: string; summary: string; details?: object },
  { tx, now, newId, actor }: VerbWork,
): Promise<void> {
  await tx.query(
    `INSERT INTO campaign_event (id, campaign_id, occurred_at, kind, actor_name, summary, details)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      newId(),
      deed.campaignId,
      now,
      deed.kind,
      describeActor(actor).name,
      deed.summary,
      JSON.stringify(deed.details ?? {}),
    ],
  );
}

/** Counts a campaign's accounts and traffic from its member rows. Answers how many accounts it has, and how many can act. */
export async function recount(
  tx: PoolClient,
  id: string,
): Promise<{ account_count: number; active_accounts: number }> {
  const { rows } = await tx.query<{ account_count: number; active_accounts: number }>(
    `UPDATE campaign c SET account_count = n.accounts, active_accounts = n.active, exchanges = n.exchanges,
            harvest_exchanges = n.harvest
       FROM (SELECT count(*)::int AS accounts, count(*) FILTER (WHERE a.status = 'active')::int AS active,
                    coalesce(sum(m.exchanges), 0) AS exchanges, coalesce(sum(m.harvest_exchanges), 0) AS harvest
               FROM campaign_account m LEFT JOIN account a ON a.key = m.account_key WHERE m.campaign_id = $1) n
      WHERE c.id = $1 RETURNING c.account_count, c.active_accounts`,
    [id],
  );
  return rows[0] ?? { account_count: 0, active_accounts: 0 };
}

/**
 * Counts a campaign anew after accounts came or left, and moves it between contained and not; raises its version. Answers
 * how it stands now.
 */
export async function settle(
  before: Pick<CampaignState, 'id' | 'status' | 'decided_at' | 'version'>,
  { tx, now }: VerbWork,
): Promise<{ status: CampaignStatus; accounts: number; version: number }> {
  const { account_count, active_accounts } = await recount(tx, before.id);
  const status = afterMoving(before.status, active_accounts, before.decided_at !== null);
  await tx.query(
    `UPDATE campaign SET status = $2, version = version + 1,
            contained_at = CASE WHEN $2 = 'contained' THEN coalesce(contained_at, $3) END WHERE id = $1`,
    [before.id, status, now],
  );
  return { status, accounts: account_count, version: before.version + 1 };
}

/** Gives the open alerts of one campaign to another. Answers their ids. */
export async function moveAlerts(from: string, to: string, { tx, now }: VerbWork): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `UPDATE alert SET campaign_id = $2, changed_at = $3, version = version + 1
      WHERE campaign_id = $1 AND status = 'open' RETURNING id`,
    [from, to, now],
  );
  return rows.map(({ id }) => id);
}

/** Opens alerts again that a decision about their campaign had decided. Answers those that were. */
export async function openAgain(ids: readonly string[], work: VerbWork): Promise<string[]> {
  const { rows } = await work.tx.query<{ id: string }>(
    `UPDATE alert SET status = 'open', decided_at = NULL, changed_at = $2, version = version + 1
      WHERE id = ANY($1) AND status = 'decided' RETURNING id`,
    [ids, work.now],
  );
  for (const { id } of rows)
    work.audit({ entity: 'alert', entityId: id, before: { status: 'decided' }, after: { status: 'open' } });
  return rows.map(({ id }) => id);
}
