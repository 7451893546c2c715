import { getPool } from '@/lib/db/pool';
import { type AlertNews, alertCutoff, alertFilter } from '@/lib/model/console/alert';
import { defineQuery } from '@/lib/services/verb';
import { ALERT_COLUMNS, ALERT_TABLES, type AlertSqlRow, alertRowOf } from './row';
import { filterConditions, parameters, selfId } from './where';

const MOST_CHANGED = 100;

/**
 * What happened in a tab and filter since a person read its rows: how many alerts were raised or have woken, which the
 * queue announces instead of moving rows; and the rows that somebody changed since, wherever they are now, newest first
 * and at most 100.
 */
export const alertNewsQuery = defineQuery({
  name: 'alert.news',
  right: 'read',
  input: alertFilter.extend(alertCutoff.shape),
  run: async ({ at, newest, ...filter }, actor, now): Promise<AlertNews> => {
    const pool = getPool();
    const { params, place } = parameters();
    const conditions = filterConditions(filter, { self: selfId(actor), now, place });
    const since = `(a.created_at > ${place(newest)} OR a.snoozed_until > ${place(at)} AND a.snoozed_until <= ${place(now)})`;
    const [fresh, changed] = await Promise.all([
      pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM alert a JOIN campaign c ON c.id = a.campaign_id
         WHERE ${conditions} AND ${since}`,
        params,
      ),
      pool.query<AlertSqlRow>(
        `SELECT ${ALERT_COLUMNS} FROM ${ALERT_TABLES} WHERE a.changed_at > $1
         ORDER BY a.changed_at DESC LIMIT ${MOST_CHANGED}`,
        [at],
      ),
    ]);
    return { count: fresh.rows[0]?.n ?? 0, changed: changed.rows.map((row) => alertRowOf(row, now)) };
  },
});
