import type { PoolClient } from 'pg';
import { type Cut, cutOf } from './included';
import type { CaseAuditEntry, CaseDecision, CaseEvent, CaseOrders } from './model';

const MOST_EVENTS = 5_000;
const MOST_DECISIONS = 5_000;
const MOST_AUDIT = 5_000;

/** Exporting and sharing leave traces of their own, which are no part of the next file: else no two would be alike. */
const NO_EXPORTS = "kind NOT IN ('case_file', 'shared', 'unshared', 'share_ended')";
const NO_EXPORT_VERBS =
  "e.verb NOT LIKE 'case.%' AND e.verb NOT LIKE 'share.%' AND e.verb NOT IN ('campaign.share', 'campaign.unshare')";

/** The newest ones when there are too many, oldest first. */
export async function readEvents(tx: PoolClient, id: string): Promise<CaseEvent[]> {
  const { rows } = await tx.query<Omit<CaseEvent, 'at'> & { at: Date }>(
    `SELECT occurred_at AS at, kind, actor_name AS actor, summary FROM campaign_event
      WHERE campaign_id = $1 AND ${NO_EXPORTS} ORDER BY occurred_at DESC, id DESC LIMIT ${MOST_EVENTS}`,
    [id],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() })).reverse();
}

export async function readDecisions(tx: PoolClient, id: string): Promise<CaseDecision[]> {
  const { rows } = await tx.query<Omit<CaseDecision, 'at'> & { at: Date }>(
    `SELECT d.id, d.decided_at AS at, d.kind, d.outcome, d.actor_kind, d.actor_name AS actor, d.reason,
            u.undone_at IS NOT NULL AS undone
       FROM decision d LEFT JOIN decision_undo u ON u.decision_id = d.id
      WHERE d.campaign_id = $1 ORDER BY d.decided_at DESC, d.id DESC LIMIT ${MOST_DECISIONS}`,
    [id],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() })).reverse();
}

/** Orders of the campaign's batches by batch, and those for single accounts by account. */
export async function readOrders(tx: PoolClient, id: string): Promise<CaseOrders[]> {
  const { rows } = await tx.query<
    Omit<CaseOrders, 'first_at' | 'last_at'> & { first_at: Date; last_at: Date }
  >(
    `SELECT o.decision_id, o.kind, count(DISTINCT o.account_key)::int AS accounts,
            (count(*) FILTER (WHERE o.status = 'delivered'))::int AS delivered, min(o.created_at) AS first_at,
            max(greatest(o.created_at, o.delivered_at)) AS last_at
       FROM (SELECT o.* FROM batch b JOIN enforcement_order o ON o.batch_id = b.id WHERE b.campaign_id = $1
             UNION ALL
             SELECT o.* FROM decision d JOIN enforcement_order o ON o.account_key = d.account_key AND o.decision_id = d.id
              WHERE d.campaign_id = $1 AND o.batch_id IS NULL) o
      GROUP BY 1, 2 ORDER BY min(o.created_at), 1, 2`,
    [id],
  );
  return rows.map((row) => ({
    ...row,
    first_at: row.first_at.toISOString(),
    last_at: row.last_at.toISOString(),
  }));
}

/** Entries about the campaign, its alerts and its batches; the newest when there are too many. */
export async function readAudit(tx: PoolClient, id: string): Promise<Cut<CaseAuditEntry>> {
  const { rows } = await tx.query<Omit<CaseAuditEntry, 'at'> & { at: Date; total: number }>(
    `SELECT e.seq::float8 AS seq, e.at, e.actor_kind, e.actor_id, e.actor_name, e.verb, e.entity, e.entity_id, e.before,
            e.after, e.prev_hash, e.hash, (count(*) OVER ())::int AS total
       FROM (SELECT 'campaign' AS entity, $1::text AS entity_id
             UNION ALL SELECT 'alert', id FROM alert WHERE campaign_id = $1
             UNION ALL SELECT 'batch', id FROM batch WHERE campaign_id = $1) about
       JOIN audit_entry e ON e.entity = about.entity AND e.entity_id = about.entity_id
      WHERE ${NO_EXPORT_VERBS} ORDER BY e.seq DESC LIMIT ${MOST_AUDIT}`,
    [id],
  );
  const items = rows.map(({ total: _, ...row }) => ({ ...row, at: row.at.toISOString() })).reverse();
  return cutOf(items, rows[0]?.total ?? 0, MOST_AUDIT);
}
