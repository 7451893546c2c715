import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { AccountHistory } from '@/lib/model/console/account';
import { entityId } from '@/lib/model/decision';
import { defineQuery } from '@/lib/services/verb';
import { OWN_DECISIONS, requireAccount } from './row';

const MOST = 200;

interface DecisionRow {
  id: string;
  kind: string;
  at: Date;
  actor: string;
  reason: string;
  outcome: string | null;
  campaign_id: string | null;
  campaign_title: string | null;
  order_id: string | null;
  order_status: string;
  attempts: number;
  last_error: string | null;
  delivered_at: Date | null;
}

/** What was decided about one account, by whom and why, with each order's delivery; its audit entries; what happened to it. */
export const accountHistory = defineQuery({
  name: 'account.history',
  right: 'read',
  input: z.object({ id: entityId }),
  run: async ({ id }): Promise<AccountHistory> => {
    const pool = getPool();
    const { key } = await requireAccount(id);
    const [decisions, audit, events] = await Promise.all([
      pool.query<DecisionRow>(
        `SELECT d.id, d.kind, d.decided_at AS at, d.actor_name AS actor, d.reason, d.outcome, c.id AS campaign_id,
                c.title AS campaign_title, o.id AS order_id, o.status AS order_status, o.attempts, o.last_error, o.delivered_at
           FROM decision d LEFT JOIN campaign c ON c.id = d.campaign_id
           LEFT JOIN enforcement_order o ON o.decision_id = d.id AND o.account_key = $1
          WHERE d.id IN ${OWN_DECISIONS}
          ORDER BY d.decided_at DESC, d.id LIMIT ${MOST}`,
        [key],
      ),
      pool.query<{ seq: bigint; at: Date; actor: string; verb: string; before: unknown; after: unknown }>(
        `SELECT seq, at, actor_name AS actor, verb, before, after FROM audit_entry
          WHERE entity = 'account' AND entity_id = $1 ORDER BY seq DESC LIMIT ${MOST}`,
        [id],
      ),
      pool.query<{ at: Date; kind: string; source: string; reason: string | null }>(
        `SELECT occurred_at AS at, kind, source, reason FROM account_event
          WHERE account_key = $1 ORDER BY occurred_at DESC LIMIT ${MOST}`,
        [key],
      ),
    ]);
    return {
      decisions: decisions.rows.map(({ campaign_id, campaign_title, order_id, ...row }) => ({
        id: row.id,
        kind: row.kind,
        at: row.at.toISOString(),
        actor: row.actor,
        reason: row.reason,
        outcome: row.outcome,
        campaign: campaign_id === null ? null : { id: campaign_id, title: campaign_title ?? '' },
        order:
          order_id === null
            ? null
            : {
                id: order_id,
                status: row.order_status,
                attempts: row.attempts,
                last_error: row.last_error,
                delivered_at: row.delivered_at?.toISOString() ?? null,
              },
      })),
      audit: audit.rows.map(({ seq, at, ...row }) => ({ ...row, seq: String(seq), at: at.toISOString() })),
      events: events.rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
    };
  },
});
