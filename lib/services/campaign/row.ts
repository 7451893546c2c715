import { severityOf } from '@/lib/model/campaign';
import type { CampaignRow } from '@/lib/model/console/campaign';

/** The columns of {@link campaignRowOf} from campaign `c` and its owner `o`. */
export const CAMPAIGN_COLUMNS = `
  c.id, c.version, c.title, c.status, c.score, c.coordination, c.extraction, c.account_count, c.active_accounts,
  c.exchanges::float8 AS exchanges, c.capabilities, c.trend, c.first_seen, c.last_seen, c.detected_at, c.current,
  c.owner_id, o.name AS owner_name`;

export const CAMPAIGN_TABLES = 'campaign c LEFT JOIN auth_user o ON o.id = c.owner_id';

export interface CampaignSqlRow extends Record<string, unknown> {
  id: string;
  version: number;
  title: string;
  status: CampaignRow['status'];
  score: number;
  coordination: number;
  extraction: number;
  account_count: number;
  active_accounts: number;
  exchanges: number;
  capabilities: CampaignRow['capabilities'];
  trend: number[];
  first_seen: Date;
  last_seen: Date;
  detected_at: Date;
  current: boolean;
  owner_id: string | null;
  owner_name: string | null;
  /** Where it is asked for whom. */
  unseen?: number | null;
}

/** A campaign as a row of a list goes out: no evidence, no members. */
export function campaignRowOf(row: CampaignSqlRow): CampaignRow {
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    status: row.status,
    severity: severityOf(row.score),
    score: row.score,
    coordination: row.coordination,
    extraction: row.extraction,
    accounts: row.account_count,
    active_accounts: row.active_accounts,
    exchanges: row.exchanges,
    capabilities: row.capabilities,
    trend: row.trend,
    owner: row.owner_id ? { id: row.owner_id, name: row.owner_name ?? 'Former colleague' } : null,
    first_seen: row.first_seen.toISOString(),
    last_seen: row.last_seen.toISOString(),
    detected_at: row.detected_at.toISOString(),
    current: row.current,
    unseen: row.unseen ?? null,
  };
}
