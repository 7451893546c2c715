import { getPool } from '@/lib/db/pool';
import { capabilityIndex } from '@/lib/model/capability';
import { type CapabilityDrill, drillFilter } from '@/lib/model/console/capability';
import { defineQuery } from '@/lib/services/verb';
import { dataSpan, daysOf, dayText, narrowed, whereOf } from './where';

const MOST = 8;

/** What stands behind one capability over some days: its scaffold families and the campaigns that sought it. */
export const capabilityDrillQuery = defineQuery({
  name: 'capability.drill',
  right: 'read',
  input: drillFilter,
  run: async ({ capability, campaign, ...filter }): Promise<CapabilityDrill> => {
    const span = await dataSpan();
    if (!span) return { exchanges: 0, scaffolds: [], campaigns: [] };
    const days = daysOf(filter, span);
    const index = capabilityIndex(capability);
    const { statuses, models, pathways } = whereOf(filter);
    const pool = getPool();
    const what = filter.scope === 'all' ? 'c.exchanges' : 'c.harvest';
    const [campaigns, scaffolds, all] = await Promise.all([
      pool.query<{ id: string; title: string; exchanges: number }>(
        `SELECT g.id, g.title, sum(${what})::float8 AS exchanges
           FROM campaign_day c JOIN campaign g ON g.id = c.campaign_id
          WHERE c.capability = $6 AND g.status = ANY($5::text[]) AND c.day BETWEEN $1 AND $2
            AND ${narrowed('c', 3, 4)} AND ($7::text IS NULL OR g.id = $7)
          GROUP BY g.id HAVING sum(${what}) > 0 ORDER BY 3 DESC, g.id`,
        [dayText(days.from), dayText(days.to), models, pathways, statuses, index, campaign ?? null],
      ),
      pool.query<ScaffoldRow>(SCAFFOLDS, [
        index,
        dayText(days.from),
        dayText(days.to),
        statuses,
        campaign ?? null,
      ]),
      filter.scope === 'all' && campaign === undefined
        ? pool.query<{ n: number }>(
            `SELECT coalesce(sum(c.exchanges), 0)::float8 AS n FROM capability_day c
              WHERE c.capability = $5 AND c.day BETWEEN $1 AND $2 AND ${narrowed('c', 3, 4)}`,
            [dayText(days.from), dayText(days.to), models, pathways, index],
          )
        : null,
    ]);
    return {
      exchanges: all ? (all.rows[0]?.n ?? 0) : campaigns.rows.reduce((sum, row) => sum + row.exchanges, 0),
      scaffolds: scaffolds.rows.map(({ campaign_id, campaign_title, ...row }) => ({
        ...row,
        campaign: campaign_id === null ? null : { id: campaign_id, title: campaign_title ?? '' },
      })),
      campaigns: campaigns.rows.slice(0, MOST),
    };
  },
});

interface ScaffoldRow {
  id: string;
  skeleton: string;
  accounts: number;
  exchanges: number;
  campaign_id: string | null;
  campaign_title: string | null;
}

// A family's days do not say which model or pathway: of those filters only the campaign's holds here.
const SCAFFOLDS = `
  SELECT s.id, s.skeleton, s.accounts, d.exchanges, c.id AS campaign_id, c.title AS campaign_title
    FROM scaffold s
    JOIN LATERAL (SELECT sum(exchanges)::int AS exchanges FROM scaffold_day
                   WHERE scaffold_id = s.id AND day BETWEEN $2 AND $3) d ON d.exchanges > 0
    LEFT JOIN LATERAL (
      SELECT g.id, g.title FROM campaign_scaffold m JOIN campaign g ON g.id = m.campaign_id
       WHERE m.scaffold_id = s.id AND g.status = ANY($4::text[]) AND ($5::text IS NULL OR g.id = $5)
       ORDER BY m.exchanges DESC, g.id LIMIT 1) c ON true
   WHERE s.capability = $1 AND ($5::text IS NULL OR c.id IS NOT NULL)
   ORDER BY d.exchanges DESC, s.id LIMIT ${MOST}`;
