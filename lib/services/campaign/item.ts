import type { PoolClient } from 'pg';
import { getPool } from '@/lib/db/pool';
import type { CampaignItem } from '@/lib/model/api';
import type { Evidence } from '@/lib/model/campaign';

/** The columns of {@link campaignItems}, from the table campaign. */
export const ITEM_COLUMNS = `
  id, status, title, first_seen, last_seen, detected_at, score, coordination, extraction, recommended_action,
  exchanges::float8 AS exchanges, harvest_exchanges::float8 AS harvest_exchanges, capabilities, account_count,
  active_accounts, current, merged_into, split_from, version`;

export interface ItemRow extends Omit<CampaignItem, 'first_seen' | 'last_seen' | 'detected_at' | 'evidence'> {
  first_seen: Date;
  last_seen: Date;
  detected_at: Date;
}

/** The rows as the API gives them, each with its evidence, weightiest first. One query however many there are. */
export async function campaignItems(
  rows: readonly ItemRow[],
  db: Pick<PoolClient, 'query'> = getPool(),
): Promise<CampaignItem[]> {
  const evidence = await db.query<Evidence & { campaign_id: string }>(
    `SELECT campaign_id, signal, about, log_odds, summary, baseline, details FROM campaign_evidence
      WHERE campaign_id = ANY($1) ORDER BY abs(log_odds) DESC, signal`,
    [rows.map((row) => row.id)],
  );
  const byCampaign = new Map<string, Evidence[]>(rows.map((row) => [row.id, []]));
  for (const { campaign_id, ...each } of evidence.rows) byCampaign.get(campaign_id)?.push(each);
  return rows.map((row) => ({
    id: row.id,
    status: row.status,
    title: row.title,
    first_seen: row.first_seen.toISOString(),
    last_seen: row.last_seen.toISOString(),
    detected_at: row.detected_at.toISOString(),
    score: row.score,
    coordination: row.coordination,
    extraction: row.extraction,
    recommended_action: row.recommended_action,
    exchanges: row.exchanges,
    harvest_exchanges: row.harvest_exchanges,
    capabilities: row.capabilities,
    evidence: byCampaign.get(row.id) ?? [],
    account_count: row.account_count,
    active_accounts: row.active_accounts,
    current: row.current,
    merged_into: row.merged_into,
    split_from: row.split_from,
    version: row.version,
  }));
}
