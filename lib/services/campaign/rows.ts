import type { z } from 'zod';
import { type KeysetColumn, keyset } from '@/lib/db/keyset';
import { getPool } from '@/lib/db/pool';
import type { Actor } from '@/lib/model/access';
import { type CampaignRows, campaignFilter } from '@/lib/model/console/campaign';
import { pageInput } from '@/lib/model/page';
import type { CampaignSort } from '@/lib/model/verdict';
import { selfId } from '@/lib/services/alert/where';
import { defineQuery } from '@/lib/services/verb';
import { CAMPAIGN_COLUMNS, CAMPAIGN_TABLES, type CampaignSqlRow, campaignRowOf } from './row';
import { unseenEvents } from './unseen';

export const CAMPAIGN_ORDERS: Record<CampaignSort, Pick<KeysetColumn, 'sql' | 'type'>> = {
  score: { sql: 'c.score', type: 'float8' },
  coordination: { sql: 'c.coordination', type: 'float8' },
  extraction: { sql: 'c.extraction', type: 'float8' },
  accounts: { sql: 'c.account_count', type: 'int4' },
  exchanges: { sql: 'c.exchanges', type: 'int8' },
  last_seen: { sql: 'c.last_seen', type: 'timestamptz' },
  detected: { sql: 'c.detected_at', type: 'timestamptz' },
};

// As severityOf() in lib/model/campaign.ts.
const SEVERITY = `
  (CASE WHEN c.score >= 0.9 THEN 'critical' WHEN c.score >= 0.7 THEN 'high' WHEN c.score >= 0.4 THEN 'medium' ELSE 'low' END)`;

/** The conditions of a filter on campaign `c` for whoever asks. Pushes their values onto `params`. */
export function campaignConditions(
  filter: Omit<z.output<typeof campaignFilter>, 'sort' | 'order'>,
  actor: Actor,
  params: unknown[],
): string[] {
  const place = (value: unknown) => `$${params.push(value)}`;
  const conditions = ['true'];
  if (filter.status) conditions.push(`c.status = ANY(${place([filter.status].flat())})`);
  if (filter.severity) conditions.push(`${SEVERITY} = ANY(${place([filter.severity].flat())})`);
  if (filter.capability) {
    conditions.push(`coalesce((c.capabilities ->> ${place(filter.capability)})::float8, 0) >= 0.2`);
  }
  if (filter.owner === 'me') conditions.push(`c.owner_id = ${place(selfId(actor))}`);
  if (filter.owner === 'nobody') conditions.push('c.owner_id IS NULL');
  if (filter.owner === 'watched')
    conditions.push(
      `c.id IN (SELECT campaign_id FROM campaign_watch WHERE person_id = ${place(selfId(actor))})`,
    );
  if (filter.q) {
    const part = place(`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`);
    conditions.push(`(c.title ILIKE ${part} OR c.id ILIKE ${part})`);
  }
  return conditions;
}

/** One page of campaigns as the console lists them, filtered and in the order asked for. */
export const listCampaignRows = defineQuery({
  name: 'campaign.rows',
  right: 'read',
  input: campaignFilter.extend(pageInput.shape),
  run: async ({ limit, cursor, sort, order, ...filter }, actor): Promise<CampaignRows> => {
    const params: unknown[] = [];
    const conditions = campaignConditions(filter, actor, params);
    const page = keyset(
      [
        { ...CAMPAIGN_ORDERS[sort], order },
        { sql: 'c.id', type: 'text', order: 'asc' },
      ],
      cursor,
      params,
    );
    const unseen = unseenEvents(`$${params.push(selfId(actor))}`, `$${params.push(actor.name)}`);
    const { rows } = await getPool().query<CampaignSqlRow>(
      `SELECT ${CAMPAIGN_COLUMNS}, ${unseen} AS unseen, ${page.select} FROM ${CAMPAIGN_TABLES}
       WHERE ${conditions.join(' AND ')} AND ${page.after}
       ORDER BY ${page.orderBy} LIMIT $${params.push(limit + 1)}`,
      params,
    );
    const last = rows[limit - 1];
    return {
      items: rows.slice(0, limit).map(campaignRowOf),
      next_cursor: rows.length > limit && last ? page.cursorOf(last) : null,
    };
  },
});
