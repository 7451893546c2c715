import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { Action } from '@/lib/model/campaign';
import type { CampaignHeader } from '@/lib/model/console/campaign';
import { RetortError } from '@/lib/model/errors';
import { type DetectorConfig, judgingOf } from '@/lib/model/judging';
import { selfId } from '@/lib/services/alert/where';
import { toldInConfidence } from '@/lib/services/share/told';
import { defineQuery } from '@/lib/services/verb';
import { lastDecision } from './last-decision';
import { CAMPAIGN_COLUMNS, CAMPAIGN_TABLES, type CampaignSqlRow, campaignRowOf } from './row';
import { unseenEvents } from './unseen';

const MODELS_NAMED = 4;

/** What stands at the head of every tab of a campaign. RetortError `not_found`. */
export const campaignHead = defineQuery({
  name: 'campaign.header',
  right: 'read',
  input: z.object({ id: z.string().max(200) }),
  run: async ({ id }, actor): Promise<CampaignHeader> => {
    const pool = getPool();
    const [heads, members, models, decisions, around, undo, told] = await Promise.all([
      pool.query<HeadRow>(
        `SELECT ${CAMPAIGN_COLUMNS}, c.version, c.recommended_action, c.harvest_exchanges::float8 AS harvest_exchanges,
                c.decided_at, c.contained_at, c.merged_into, c.split_from, ${unseenEvents('$2', '$3')} AS unseen,
                (SELECT title FROM campaign t WHERE t.id = c.merged_into) AS merged_title,
                (SELECT title FROM campaign t WHERE t.id = c.split_from) AS split_title
         FROM ${CAMPAIGN_TABLES} WHERE c.id = $1`,
        [id, selfId(actor), actor.name],
      ),
      pool.query<{ banned: number; innocent: number }>(
        `SELECT count(*) FILTER (WHERE a.status <> 'active')::int AS banned,
                count(*) FILTER (WHERE m.looks_innocent IS NOT NULL)::int AS innocent
         FROM campaign_account m LEFT JOIN account a ON a.key = m.account_key WHERE m.campaign_id = $1`,
        [id],
      ),
      pool.query<{ name: string; exchanges: number; since: Date }>(
        `SELECT m.name, sum(h.exchanges)::float8 AS exchanges, min(h.hour) AS since
         FROM campaign_hour h JOIN model m ON m.key = h.model_key
         WHERE h.campaign_id = $1 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MODELS_NAMED}`,
        [id],
      ),
      pool.query<DecisionRow>(
        `SELECT d.kind, d.reason, d.outcome, d.actor_name, d.decided_at, o.id AS other_id, o.title AS other_title
           FROM decision d LEFT JOIN decision_undo u ON u.decision_id = d.id
           LEFT JOIN campaign o ON o.id = u.other_id AND d.kind = 'dismiss'
          WHERE d.campaign_id = $1 AND d.kind IN ('confirm', 'dismiss', 'reopen') AND u.undone_at IS NULL
          ORDER BY d.decided_at DESC, u.seq DESC LIMIT 1`,
        [id],
      ),
      pool.query<{
        watching: boolean;
        watchers: number;
        excluded: number;
        alerts: number;
        tabs: CampaignHeader['tabs'];
        last_reason: { reason: string; at: string } | null;
        thresholds: DetectorConfig['thresholds'] | null;
      }>(
        `SELECT EXISTS (SELECT 1 FROM campaign_watch WHERE campaign_id = $1 AND person_id = $2) AS watching,
                (SELECT count(*)::int FROM campaign_watch WHERE campaign_id = $1) AS watchers,
                (SELECT count(*)::int FROM campaign_exclusion WHERE campaign_id = $1) AS excluded,
                (SELECT count(*)::int FROM alert WHERE campaign_id = $1 AND status = 'open') AS alerts,
                jsonb_build_object(
                  'links', (SELECT count(*) FROM campaign_link WHERE campaign_id = $1 AND NOT hub),
                  'prompts', (SELECT count(*) FROM campaign_scaffold WHERE campaign_id = $1),
                  'activity', (SELECT count(*) FROM campaign_event WHERE campaign_id = $1)) AS tabs,
                (SELECT jsonb_build_object('reason', reason, 'at', decided_at) FROM decision
                  WHERE campaign_id = $1 ORDER BY decided_at DESC LIMIT 1) AS last_reason,
                (SELECT config -> 'thresholds' FROM detector_version WHERE state = 'live') AS thresholds`,
        [id, selfId(actor)],
      ),
      lastDecision(pool, id),
      toldInConfidence(pool, id),
    ]);
    const row = heads.rows[0];
    if (!row) throw new RetortError('not_found', 'There is no such campaign.', { id });
    const decision = decisions.rows[0];
    return {
      ...campaignRowOf(row),
      version: row.version,
      recommended_action: row.recommended_action,
      steps: stepsOf(around.rows[0]?.thresholds ?? {}),
      harvest_exchanges: row.harvest_exchanges,
      banned_accounts: members.rows[0]?.banned ?? 0,
      innocent_accounts: members.rows[0]?.innocent ?? 0,
      decided_at: row.decided_at?.toISOString() ?? null,
      contained_at: row.contained_at?.toISOString() ?? null,
      merged_into: named(row.merged_into, row.merged_title),
      split_from: named(row.split_from, row.split_title),
      models: models.rows.map(({ name, exchanges, since }) => ({
        name,
        exchanges,
        since: since.toISOString(),
      })),
      decision: decision
        ? {
            kind: decision.kind,
            reason: decision.reason,
            outcome: decision.outcome,
            actor: decision.actor_name,
            decided_at: decision.decided_at.toISOString(),
            other: named(decision.other_id, decision.other_title),
          }
        : null,
      last_reason: lastReason(around.rows[0]?.last_reason),
      undo: undo && {
        decision_id: undo.decision_id,
        kind: undo.kind,
        actor: undo.actor_name,
        decided_at: undo.decided_at.toISOString(),
      },
      watching: around.rows[0]?.watching ?? false,
      watchers: around.rows[0]?.watchers ?? 0,
      excluded_accounts: around.rows[0]?.excluded ?? 0,
      open_alerts: around.rows[0]?.alerts ?? 0,
      tabs: around.rows[0]?.tabs ?? { links: 0, prompts: 0, activity: 0 },
      told,
    };
  },
});

function lastReason(last: { reason: string; at: string } | null | undefined): CampaignHeader['last_reason'] {
  return last ? { reason: last.reason, at: new Date(last.at).toISOString() } : null;
}

interface HeadRow extends CampaignSqlRow {
  version: number;
  recommended_action: Action;
  harvest_exchanges: number;
  decided_at: Date | null;
  contained_at: Date | null;
  merged_into: string | null;
  split_from: string | null;
  merged_title: string | null;
  split_title: string | null;
}

function named(id: string | null, title: string | null): { id: string; title: string } | null {
  return id !== null && title !== null ? { id, title } : null;
}

interface DecisionRow {
  kind: string;
  reason: string;
  outcome: string | null;
  actor_name: string;
  decided_at: Date;
  other_id: string | null;
  other_title: string | null;
}

function stepsOf(thresholds: DetectorConfig['thresholds']): CampaignHeader['steps'] {
  const { verify, throttle, suspend } = judgingOf({ weights: {}, thresholds }).thresholds;
  return { verify, throttle, suspend };
}
