import { getPool } from '@/lib/db/pool';
import { type AlertCounts, type AlertFilter, alertFilter } from '@/lib/model/console/alert';
import { ALERT_VIEWS } from '@/lib/model/queue';
import { defineQuery } from '@/lib/services/verb';
import { filterConditions, parameters, selfId, viewCondition } from './where';

/**
 * The numbers of the queue: alerts in each tab, and within the tab asked for and its filter by severity and by kind
 * (kinds without their own filter, so that a person sees what else there is).
 */
export const countAlerts = defineQuery({
  name: 'alert.counts',
  right: 'read',
  input: alertFilter,
  run: async (filter, actor, now): Promise<AlertCounts> => {
    const pool = getPool();
    const self = selfId(actor);
    const whole = parameters();
    const tabs = ALERT_VIEWS.map(
      (view) =>
        `count(*) FILTER (WHERE ${viewCondition(view, { self, now, place: whole.place })})::int AS ${view}`,
    );
    const grouped = <K extends string>(column: K, asked: AlertFilter) => {
      const { params, place } = parameters();
      const conditions = filterConditions(asked, { self, now, place });
      return pool.query<Record<K, string> & { n: number }>(
        `SELECT a.${column}, count(*)::int AS n FROM alert a JOIN campaign c ON c.id = a.campaign_id
         WHERE ${conditions} GROUP BY 1 ORDER BY 2 DESC, 1`,
        params,
      );
    };
    const [views, severities, kinds] = await Promise.all([
      pool.query<Record<(typeof ALERT_VIEWS)[number], number> & { newest_at: Date | null }>(
        `SELECT ${tabs.join(', ')}, max(a.created_at) AS newest_at FROM alert a`,
        whole.params,
      ),
      grouped('severity', filter),
      grouped('kind', { ...filter, kind: undefined }),
    ]);
    const row = views.rows[0];
    return {
      at: now.toISOString(),
      views: Object.fromEntries(ALERT_VIEWS.map((view) => [view, row?.[view] ?? 0])) as AlertCounts['views'],
      matching: severities.rows.reduce((sum, { n }) => sum + n, 0),
      severities: Object.fromEntries(severities.rows.map(({ severity, n }) => [severity, n])),
      kinds: kinds.rows.map(({ kind, n }) => ({ kind, count: n })),
      newest_at: row?.newest_at?.toISOString() ?? null,
    };
  },
});
