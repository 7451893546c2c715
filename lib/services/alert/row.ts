import type { AlertRow } from '@/lib/model/console/alert';

/** The columns of {@link alertRowOf} from alert `a`, campaign `c` and the assignee `u`. */
export const ALERT_COLUMNS = `
  a.id, a.kind, a.status, a.severity, a.score, a.summary, a.created_at, a.due_at, a.decided_at, a.version,
  a.assignee_id, u.name AS assignee_name,
  c.id AS campaign_id, c.title, c.status AS campaign_status, c.version AS campaign_version,
  c.coordination, c.extraction, c.capabilities`;

export const ALERT_TABLES = `
  alert a JOIN campaign c ON c.id = a.campaign_id LEFT JOIN auth_user u ON u.id = a.assignee_id`;

export interface AlertSqlRow extends Record<string, unknown> {
  id: string;
  kind: string;
  status: string;
  severity: AlertRow['severity'];
  score: number;
  summary: string;
  created_at: Date;
  due_at: Date | null;
  decided_at: Date | null;
  version: number;
  assignee_id: string | null;
  assignee_name: string | null;
  campaign_id: string;
  title: string;
  campaign_status: AlertRow['campaign']['status'];
  campaign_version: number;
  coordination: number;
  extraction: number;
  capabilities: AlertRow['campaign']['capabilities'];
}

/** An alert as it goes out. */
export function alertRowOf(row: AlertSqlRow): AlertRow {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    severity: row.severity,
    score: row.score,
    summary: row.summary,
    campaign: {
      id: row.campaign_id,
      title: row.title,
      status: row.campaign_status,
      version: row.campaign_version,
      coordination: row.coordination,
      extraction: row.extraction,
      capabilities: row.capabilities,
    },
    assignee: row.assignee_id ? { id: row.assignee_id, name: row.assignee_name ?? 'Former colleague' } : null,
    created_at: row.created_at.toISOString(),
    due_at: row.due_at?.toISOString() ?? null,
    decided_at: row.decided_at?.toISOString() ?? null,
    version: row.version,
  };
}
