import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { Action, Evidence } from '@/lib/model/campaign';
import type { AlertReview } from '@/lib/model/console/alert';
import { RetortError } from '@/lib/model/errors';
import { defineQuery } from '@/lib/services/verb';
import { ALERT_COLUMNS, ALERT_TABLES, type AlertSqlRow, alertRowOf } from './row';

const SHOWN_HOURS = 72;
const SHOWN_DAYS = 28;
const FEW_HOURS = 12;

/** Everything the panel beside the queue shows of one alert. RetortError `not_found`. */
export const reviewAlert = defineQuery({
  name: 'alert.review',
  right: 'read',
  input: z.object({ id: z.string().max(200) }),
  run: async ({ id }, _, now): Promise<AlertReview> => {
    const pool = getPool();
    const { rows } = await pool.query<HeadRow>(
      `SELECT ${ALERT_COLUMNS}, c.score AS campaign_score, c.recommended_action, c.account_count, c.active_accounts,
              c.last_seen, c.owner_id, o.name AS owner_name,
              (SELECT count(*)::int FROM campaign_account m
                WHERE m.campaign_id = c.id AND m.looks_innocent IS NOT NULL) AS innocent
       FROM ${ALERT_TABLES} LEFT JOIN auth_user o ON o.id = c.owner_id WHERE a.id = $1`,
      [id],
    );
    const row = rows[0];
    if (!row) throw new RetortError('not_found', 'There is no such alert.', { id });
    const [evidence, hours, days, bans] = await Promise.all([
      pool.query<Evidence>(
        `SELECT signal, about, log_odds, summary, baseline, details FROM campaign_evidence
         WHERE campaign_id = $1 ORDER BY log_odds DESC, signal`,
        [row.campaign_id],
      ),
      pool.query<PointRow>(HOURS, [row.campaign_id, row.last_seen]),
      pool.query<PointRow>(DAYS, [row.campaign_id, row.last_seen]),
      pool.query<{ at: Date; accounts: number }>(BANS, [row.campaign_id, row.last_seen]),
    ]);
    const byHour = hours.rows.filter((point) => point.exchanges > 0).length >= FEW_HOURS;
    const points = byHour ? hours.rows : days.rows;
    return {
      ...alertRowOf(row, now),
      recommended_action: row.recommended_action,
      account_count: row.account_count,
      active_accounts: row.active_accounts,
      innocent_accounts: row.innocent,
      campaign_score: row.campaign_score,
      owner: row.owner_id ? { id: row.owner_id, name: row.owner_name ?? 'Former colleague' } : null,
      evidence: evidence.rows,
      traffic: {
        unit: byHour ? 'hour' : 'day',
        baseline: byHour ? meanPerHour(days.rows) : null,
        points: points.map(({ at, exchanges, harvest }) => ({ at: at.toISOString(), exchanges, harvest })),
      },
      bans: bans.rows.map(({ at, accounts }) => ({ at: at.toISOString(), accounts })),
    };
  },
});

interface HeadRow extends AlertSqlRow {
  campaign_score: number;
  recommended_action: Action;
  account_count: number;
  active_accounts: number;
  last_seen: Date;
  owner_id: string | null;
  owner_name: string | null;
  innocent: number;
}

interface PointRow {
  at: Date;
  exchanges: number;
  harvest: number;
}

/** The mean of an hour over the days before the shown ones, or null when there were none. */
function meanPerHour(days: readonly PointRow[]): number | null {
  const before = days.slice(0, -SHOWN_HOURS / 24).filter((point) => point.exchanges > 0);
  if (before.length < 2) return null;
  return before.reduce((sum, point) => sum + point.exchanges, 0) / (before.length * 24);
}

const HOURS = `
  SELECT s.at, coalesce(sum(h.exchanges), 0)::int AS exchanges, coalesce(sum(h.harvest), 0)::int AS harvest
  FROM generate_series(date_trunc('hour', $2::timestamptz) - interval '${SHOWN_HOURS - 1} hours',
                       date_trunc('hour', $2::timestamptz), interval '1 hour') AS s(at)
  LEFT JOIN campaign_hour h ON h.campaign_id = $1 AND h.hour = s.at
  GROUP BY 1 ORDER BY 1`;

const DAYS = `
  SELECT s.at, coalesce(sum(h.exchanges), 0)::int AS exchanges, coalesce(sum(h.harvest), 0)::int AS harvest
  FROM generate_series(date_trunc('day', $2::timestamptz, 'UTC') - interval '${SHOWN_DAYS - 1} days',
                       date_trunc('day', $2::timestamptz, 'UTC'), interval '1 day') AS s(at)
  LEFT JOIN campaign_hour h ON h.campaign_id = $1 AND h.hour >= s.at AND h.hour < s.at + interval '1 day'
  GROUP BY 1 ORDER BY 1`;

// Days on which ten members or more were banned, from the first ban of the day.
const BANS = `
  SELECT min(e.occurred_at) AS at, count(DISTINCT e.account_key)::int AS accounts
  FROM campaign_account m JOIN account_event e ON e.account_key = m.account_key
  WHERE m.campaign_id = $1 AND e.kind IN ('banned', 'suspended')
    AND e.occurred_at > $2::timestamptz - interval '${SHOWN_DAYS} days'
  GROUP BY date_trunc('day', e.occurred_at, 'UTC') HAVING count(DISTINCT e.account_key) >= 10 ORDER BY 1`;
