import type { PoolClient } from 'pg';
import { rollCampaignDays } from '@/lib/db/campaign-days';
import type { CampaignStatus } from '@/lib/model/campaign';
import type { Draft } from './draft';
import type { Hours } from './store';
import type { ScaffoldUse } from './store-scaffolds';

export interface CampaignRows {
  id: string;
  title: string;
  status: CampaignStatus;
  draft: Draft;
  scaffolds: readonly ScaffoldUse[];
  hours: Hours;
  runId: string;
  until: Date;
  splitFrom: string | null;
  /** What a split-off campaign inherits of the decision about its origin. */
  dismissed: { outcome: string | null; judged: Record<string, number> | null; at: Date | null } | null;
}

/** Writes a campaign and its parts. What stands already is not written again. */
export async function writeCampaign(tx: PoolClient, rows: CampaignRows): Promise<void> {
  await writeHead(tx, rows);
  const { id, draft, scaffolds, hours } = rows;
  const { evidence } = draft.assessment;
  const signals = evidence.map(({ signal }) => signal);
  await replace(tx, EVIDENCE, id, signals, [JSON.stringify(evidence)]);
  const members = draft.members.map(({ key }) => key);
  await replace(
    tx,
    MEMBERS,
    id,
    members,
    columns(draft.members, [
      ({ key }) => key,
      ({ membership }) => membership,
      ({ harvestShare }) => harvestShare,
      ({ role }) => role,
      ({ reasons }) => JSON.stringify(reasons),
      ({ action }) => action,
      ({ exchanges }) => exchanges,
      ({ harvest }) => harvest,
      ({ looksInnocent }) => looksInnocent,
      ({ joinedAt }) => joinedAt,
      ({ part }) => part ?? null,
    ]),
  );
  const byHour = columns(hours.rows, [
    ({ hour }) => hour,
    ({ capability }) => capability,
    ({ model_key }) => model_key,
    ({ pathway }) => pathway,
    ({ exchanges }) => exchanges,
    ({ harvest }) => harvest,
  ]);
  await tx.query(HOURS_GONE, [id, hours.from, ...byHour.slice(0, 4)]);
  await tx.query(HOURS, [id, ...byHour]);
  await rollCampaignDays(tx, id, hours.from);
  const used = columns(scaffolds, [(one) => one.id, (one) => one.accounts, (one) => one.exchanges]);
  await replace(tx, SCAFFOLDS, id, used[0], used);
}

/** One statement removes the rows whose keys are not there any more, the other writes what is new or differs. */
interface Part {
  gone: string;
  write: string;
}

async function replace(
  tx: PoolClient,
  { gone, write }: Part,
  id: string,
  keys: unknown,
  values: readonly unknown[],
): Promise<void> {
  await tx.query(gone, [id, keys]);
  await tx.query(write, [id, ...values]);
}

const EVIDENCE: Part = {
  gone: 'DELETE FROM campaign_evidence WHERE campaign_id = $1 AND NOT signal = ANY($2::text[])',
  write: `
    INSERT INTO campaign_evidence AS c (campaign_id, signal, about, log_odds, summary, baseline, details)
    SELECT $1, signal, about, log_odds, summary, baseline, details
      FROM jsonb_to_recordset($2::jsonb) AS e (signal text, about text, log_odds float8, summary text, baseline text, details jsonb)
    ON CONFLICT (campaign_id, signal) DO UPDATE SET about = excluded.about, log_odds = excluded.log_odds,
      summary = excluded.summary, baseline = excluded.baseline, details = excluded.details
    WHERE (c.about, c.log_odds, c.summary, c.baseline, c.details)
      IS DISTINCT FROM (excluded.about, excluded.log_odds, excluded.summary, excluded.baseline, excluded.details)`,
};

const MEMBERS: Part = {
  gone: 'DELETE FROM campaign_account WHERE campaign_id = $1 AND NOT account_key = ANY($2::bigint[])',
  write: `
    INSERT INTO campaign_account AS c (campaign_id, account_key, membership, harvest_share, role, reasons, recommended_action,
                                       exchanges, harvest_exchanges, looks_innocent, joined_at, part)
    SELECT $1, * FROM unnest($2::bigint[], $3::float8[], $4::float8[], $5::text[], $6::jsonb[], $7::text[], $8::int[], $9::int[],
                             $10::text[], $11::timestamptz[], $12::text[])
    ON CONFLICT (campaign_id, account_key) DO UPDATE SET membership = excluded.membership, harvest_share = excluded.harvest_share,
      role = excluded.role, reasons = excluded.reasons, recommended_action = excluded.recommended_action,
      exchanges = excluded.exchanges, harvest_exchanges = excluded.harvest_exchanges,
      looks_innocent = excluded.looks_innocent, joined_at = excluded.joined_at, part = excluded.part
    WHERE (c.membership, c.harvest_share, c.role, c.reasons, c.recommended_action, c.exchanges, c.harvest_exchanges,
           c.looks_innocent, c.joined_at, c.part)
      IS DISTINCT FROM (excluded.membership, excluded.harvest_share, excluded.role, excluded.reasons,
           excluded.recommended_action, excluded.exchanges, excluded.harvest_exchanges, excluded.looks_innocent, excluded.joined_at,
           excluded.part)`,
};

const SCAFFOLDS: Part = {
  gone: 'DELETE FROM campaign_scaffold WHERE campaign_id = $1 AND NOT scaffold_id = ANY($2::text[])',
  write: `
    INSERT INTO campaign_scaffold AS c (campaign_id, scaffold_id, accounts, exchanges)
    SELECT $1, * FROM unnest($2::text[], $3::int[], $4::bigint[])
    ON CONFLICT (campaign_id, scaffold_id) DO UPDATE SET accounts = excluded.accounts, exchanges = excluded.exchanges
    WHERE (c.accounts, c.exchanges) IS DISTINCT FROM (excluded.accounts, excluded.exchanges)`,
};

const HOURS_GONE = `
  DELETE FROM campaign_hour c WHERE c.campaign_id = $1 AND c.hour >= $2::timestamptz
     AND NOT EXISTS (
       SELECT FROM unnest($3::timestamptz[], $4::smallint[], $5::bigint[], $6::smallint[]) AS n (hour, capability, model_key, pathway)
        WHERE n.hour = c.hour AND n.capability = c.capability AND n.model_key = c.model_key AND n.pathway = c.pathway)`;
const HOURS = `
  INSERT INTO campaign_hour AS c (campaign_id, hour, capability, model_key, pathway, exchanges, harvest)
  SELECT $1, * FROM unnest($2::timestamptz[], $3::smallint[], $4::bigint[], $5::smallint[], $6::int[], $7::int[])
  ON CONFLICT (campaign_id, hour, capability, model_key, pathway) DO UPDATE SET
    exchanges = excluded.exchanges, harvest = excluded.harvest
  WHERE (c.exchanges, c.harvest) IS DISTINCT FROM (excluded.exchanges, excluded.harvest)`;

async function writeHead(tx: PoolClient, rows: CampaignRows): Promise<void> {
  const { id, title, status, draft, hours, runId, until, splitFrom, dismissed } = rows;
  const { assessment } = draft;
  await tx.query(
    `INSERT INTO campaign AS c (id, title, status, first_seen, last_seen, detected_at, score, coordination, extraction, recommended_action,
                                exchanges, harvest_exchanges, account_count, active_accounts, capabilities, baseline, peers, trend, run_id,
                                split_from, dismiss_outcome, judged_evidence, decided_at, hours_from, contained_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
             CASE WHEN $3 = 'contained' THEN $6::timestamptz END)
     ON CONFLICT (id) DO UPDATE SET
       first_seen = least(c.first_seen, excluded.first_seen), last_seen = excluded.last_seen, score = excluded.score,
       detected_at = least(c.detected_at, excluded.detected_at),
       coordination = excluded.coordination, extraction = excluded.extraction, recommended_action = excluded.recommended_action,
       exchanges = excluded.exchanges, harvest_exchanges = excluded.harvest_exchanges, account_count = excluded.account_count,
       active_accounts = excluded.active_accounts, capabilities = excluded.capabilities, baseline = excluded.baseline,
       peers = excluded.peers, trend = excluded.trend, run_id = excluded.run_id, current = true, status = excluded.status,
       merged_into = NULL, hours_from = excluded.hours_from,
       contained_at = CASE WHEN excluded.status = 'contained' THEN coalesce(c.contained_at, excluded.contained_at) END,
       version = c.version + CASE WHEN c.status = excluded.status THEN 0 ELSE 1 END`,
    [
      id,
      title,
      status,
      draft.firstSeen,
      draft.lastSeen,
      until,
      round(assessment.score),
      round(assessment.coordination),
      round(assessment.extraction),
      draft.action,
      draft.exchanges,
      draft.harvest,
      draft.members.length,
      draft.activeAccounts,
      JSON.stringify(draft.capabilities),
      JSON.stringify(draft.baseline),
      draft.peers,
      JSON.stringify(draft.trend),
      runId,
      splitFrom,
      dismissed?.outcome ?? null,
      dismissed?.judged ? JSON.stringify(dismissed.judged) : null,
      dismissed?.at ?? null,
      hours.source,
    ],
  );
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Rows as columns, for unnest. */
function columns<T>(rows: readonly T[], picks: readonly ((row: T) => unknown)[]): unknown[][] {
  return picks.map((pick) => rows.map(pick));
}
