import type { AlertRow } from '@/lib/model/console/alert';

/** The columns of {@link alertRowOf} from alert `a`, campaign `c`, the assignee `u` and the holder `h`. */
export const ALERT_COLUMNS = `
  a.id, a.kind, a.status, a.severity, a.score, a.summary, a.created_at, a.due_at, a.decided_at, a.version,
  a.assignee_id, u.name AS assignee_name, a.holder_id, h.name AS holder_name, a.held_until, a.snoozed_until,
  c.id AS campaign_id, c.title, c.status AS campaign_status, c.version AS campaign_version,
  c.coordination, c.extraction, c.capabilities`;

export const ALERT_TABLES = `
  alert a JOIN campaign c ON c.id = a.campaign_id LEFT JOIN auth_user u ON u.id = a.assignee_id
  LEFT JOIN auth_user h ON h.id = a.holder_id`;

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
  holder_id: string | null;
  holder_name: string | null;
  held_until: Date | null;
  snoozed_until: Date | null;
  campaign_id: string;
  title: string;
  campaign_status: AlertRow['campaign']['status'];
  campaign_version: number;
  coordination: number;
  extraction: number;
  capabilities: AlertRow['campaign']['capabilities'];
}

/** An alert as it goes out at `now`: a claim that ran out and a snooze that ended are not told. */
export function alertRowOf(row: AlertSqlRow, now: Date): AlertRow {
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
    assignee: personOf(row.assignee_id, row.assignee_name),
    claim: claimOf(row, now),
    snoozed_until:
      row.snoozed_until !== null && row.snoozed_until > now ? row.snoozed_until.toISOString() : null,
    created_at: row.created_at.toISOString(),
    due_at: row.due_at?.toISOString() ?? null,
    decided_at: row.decided_at?.toISOString() ?? null,
    version: row.version,
  };
}

function claimOf(row: AlertSqlRow, now: Date): AlertRow['claim'] {
  const person = personOf(row.holder_id, row.holder_name);
  if (row.status !== 'open' || !person || row.held_until === null || row.held_until <= now) return null;
  return { person, until: row.held_until.toISOString() };
}

function personOf(id: string | null, name: string | null) {
  return id === null ? null : { id, name: name ?? 'Former colleague' };
}
