import { getPool } from '@/lib/db/pool';
import { ALERT_VIEWS, type AlertCounts, alertFilter } from '@/lib/model/console/alert';
import { defineQuery } from '@/lib/services/verb';
import { filterConditions, selfId, viewCondition } from './where';

/**
 * The numbers of the queue: alerts in each tab, and within the tab asked for and its filter by severity and by kind
 * (kinds without their own filter, so that a person sees what else there is).
 */
export const countAlerts = defineQuery({
  name: 'alert.counts',
  right: 'read',
  input: alertFilter,
  run: async (filter, actor): Promise<AlertCounts> => {
    const pool = getPool();
    const self = selfId(actor);
    const filtered: unknown[] = [];
    const anyKind: unknown[] = [];
    const conditions = filterConditions(filter, self, filtered);
    const withoutKind = filterConditions({ ...filter, kind: undefined }, self, anyKind);
    const [views, severities, kinds] = await Promise.all([
      pool.query<Record<string, number> & { newest_at: Date | null }>(
        `SELECT ${ALERT_VIEWS.map((view) => `count(*) FILTER (WHERE ${viewCondition(view, () => '$1')})::int AS ${view}`).join(', ')},
                max(a.created_at) AS newest_at
         FROM alert a`,
        [self],
      ),
      pool.query<{ severity: AlertSeverity; n: number }>(
        `SELECT a.severity, count(*)::int AS n FROM alert a JOIN campaign c ON c.id = a.campaign_id
         WHERE ${conditions} GROUP BY 1`,
        filtered,
      ),
      pool.query<{ kind: string; n: number }>(
        `SELECT a.kind, count(*)::int AS n FROM alert a JOIN campaign c ON c.id = a.campaign_id
         WHERE ${withoutKind} GROUP BY 1 ORDER BY 2 DESC, 1`,
        anyKind,
      ),
    ]);
    const row = views.rows[0];
    return {
      views: {
        open: row?.open ?? 0,
        mine: row?.mine ?? 0,
        unclaimed: row?.unclaimed ?? 0,
        decided: row?.decided ?? 0,
      },
      severities: Object.fromEntries(severities.rows.map(({ severity, n }) => [severity, n])),
      kinds: kinds.rows.map(({ kind, n }) => ({ kind, count: n })),
      newest_at: row?.newest_at?.toISOString() ?? null,
    };
  },
});

type AlertSeverity = keyof AlertCounts['severities'];
