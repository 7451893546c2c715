import type { Pool } from 'pg';
import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { Evidence } from '@/lib/model/campaign';
import { type Capability, capabilityAt } from '@/lib/model/capability';
import type { CampaignOverview } from '@/lib/model/console/campaign';
import { RetortError } from '@/lib/model/errors';
import { PATHWAYS } from '@/lib/model/records';
import { defineQuery } from '@/lib/services/verb';

const SCAFFOLDS = 8;
const BAN_THAT_DIVIDES = 10;

/** The parts of a campaign's overview that are not drawn over time. RetortError `not_found`. */
export const campaignOverview = defineQuery({
  name: 'campaign.overview',
  right: 'read',
  input: z.object({ id: z.string().max(200) }),
  run: async ({ id }): Promise<CampaignOverview> => {
    const pool = getPool();
    const [heads, evidence, scaffolds, divide] = await Promise.all([
      pool.query<{ baseline: Partial<Record<Capability, number>>; peers: number; last_seen: Date }>(
        'SELECT baseline, peers, last_seen FROM campaign WHERE id = $1',
        [id],
      ),
      pool.query<Evidence>(
        `SELECT signal, about, log_odds, summary, baseline, details FROM campaign_evidence
         WHERE campaign_id = $1 ORDER BY log_odds DESC, signal`,
        [id],
      ),
      pool.query<ScaffoldRow>(
        `SELECT s.id, s.skeleton, s.capability, cs.accounts, cs.exchanges::float8 AS exchanges, s.first_seen, s.last_seen
         FROM campaign_scaffold cs JOIN scaffold s ON s.id = cs.scaffold_id
         WHERE cs.campaign_id = $1 ORDER BY cs.exchanges DESC, s.id LIMIT ${SCAFFOLDS}`,
        [id],
      ),
      dividingMoment(pool, id),
    ]);
    const head = heads.rows[0];
    if (!head) throw new RetortError('not_found', 'There is no such campaign.', { id });
    return {
      evidence: evidence.rows,
      baseline: head.baseline,
      peers: head.peers,
      divide: divide && { at: divide.at.toISOString(), what: divide.what },
      pathways: await pathways(pool, id, head.last_seen, divide?.at ?? null),
      scaffolds: scaffolds.rows.map((row) => ({
        ...row,
        capability: capabilityAt(row.capability),
        first_seen: row.first_seen.toISOString(),
        last_seen: row.last_seen.toISOString(),
      })),
    };
  },
});

interface ScaffoldRow {
  id: string;
  skeleton: string;
  capability: number;
  accounts: number;
  exchanges: number;
  first_seen: Date;
  last_seen: Date;
}

/** The first ban on the day on which most members were banned while they were at work, or the release of a model they use that came while they were at work. */
async function dividingMoment(pool: Pool, id: string): Promise<{ at: Date; what: string } | null> {
  const { rows } = await pool.query<{ at: Date; what: string }>(
    `(SELECT min(e.occurred_at) AS at, 'the ban' AS what, 0 AS rank, count(DISTINCT e.account_key) AS n
        FROM campaign c JOIN campaign_account m ON m.campaign_id = c.id
        JOIN account_event e ON e.account_key = m.account_key AND e.occurred_at < c.last_seen
        WHERE c.id = $1 AND e.kind IN ('banned', 'suspended')
        GROUP BY date_trunc('day', e.occurred_at, 'UTC') HAVING count(DISTINCT e.account_key) >= ${BAN_THAT_DIVIDES})
     UNION ALL
     (SELECT m.released_at, 'the release of ' || m.name, 1, 0
        FROM model m JOIN campaign c ON c.id = $1
        WHERE m.released_at > c.first_seen + interval '1 day' AND m.released_at < c.last_seen
          AND EXISTS (SELECT 1 FROM campaign_hour h WHERE h.campaign_id = $1 AND h.model_key = m.key))
     ORDER BY rank, n DESC, at DESC LIMIT 1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Accounts by the pathway they signed up on, traffic by the pathway it came in on. */
async function pathways(
  pool: Pool,
  id: string,
  lastSeen: Date,
  divide: Date | null,
): Promise<CampaignOverview['pathways']> {
  const [accounts, traffic] = await Promise.all([
    pool.query<{ pathway: string; accounts: number; active: number }>(
      `SELECT coalesce(a.pathway, 'unknown') AS pathway, count(*)::int AS accounts,
              count(*) FILTER (WHERE a.status = 'active' AND a.last_seen > $2::timestamptz - interval '7 days')::int AS active
       FROM campaign_account m JOIN account a ON a.key = m.account_key WHERE m.campaign_id = $1 GROUP BY 1`,
      [id, lastSeen],
    ),
    pool.query<{ pathway: number; week: number; before: number; since: number }>(
      `SELECT pathway, coalesce(sum(exchanges) FILTER (WHERE hour > $2::timestamptz - interval '7 days'), 0)::float8 AS week,
              coalesce(sum(exchanges) FILTER (WHERE hour < $3::timestamptz), 0)::float8 AS before,
              coalesce(sum(exchanges) FILTER (WHERE hour >= $3::timestamptz), 0)::float8 AS since
       FROM campaign_hour WHERE campaign_id = $1 GROUP BY 1`,
      [id, lastSeen, divide],
    ),
  ]);
  const before = traffic.rows.reduce((sum, row) => sum + row.before, 0);
  const since = traffic.rows.reduce((sum, row) => sum + row.since, 0);
  const names = new Set([
    ...accounts.rows.map((row) => row.pathway),
    ...traffic.rows.map((row) => nameOf(row.pathway)),
  ]);
  return [...names]
    .map((pathway) => {
      const of = accounts.rows.find((row) => row.pathway === pathway);
      const flow = traffic.rows.find((row) => nameOf(row.pathway) === pathway);
      return {
        pathway,
        accounts: of?.accounts ?? 0,
        active: of?.active ?? 0,
        per_day: (flow?.week ?? 0) / 7,
        before: divide && before > 0 ? (flow?.before ?? 0) / before : null,
        since: divide && since > 0 ? (flow?.since ?? 0) / since : null,
      };
    })
    .sort((a, b) => b.accounts - a.accounts || b.per_day - a.per_day);
}

function nameOf(index: number): string {
  return PATHWAYS[index] ?? 'unknown';
}
