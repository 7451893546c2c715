import { readPage } from '@/lib/db/read-page';
import { capabilityAt } from '@/lib/model/capability';
import type { ScaffoldRow } from '@/lib/model/console/scaffold';
import { entityId } from '@/lib/model/decision';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';

const TREND_DAYS = 28;

interface Row extends Omit<ScaffoldRow, 'capability' | 'first_seen' | 'last_seen'> {
  capability: number;
  first_seen: Date;
  last_seen: Date;
}

/** The scaffold families of a campaign, those it sends most first. Without their examples: revealing one is a deed. */
export const listScaffolds = defineQuery({
  name: 'scaffold.list',
  right: 'read',
  input: pageInput.extend({ id: entityId }),
  run: ({ id, limit, cursor }) =>
    readPage({
      order: [
        { sql: 'cs.exchanges', type: 'int8', order: 'desc' },
        { sql: 's.id', type: 'text', order: 'asc' },
      ],
      limit,
      cursor,
      params: [id],
      sql: (page) =>
        `SELECT s.id, s.skeleton, s.capability, cs.accounts, cs.exchanges::float8 AS exchanges, s.accounts AS all_accounts,
                s.exchanges::float8 AS all_exchanges, s.first_seen, s.last_seen, jsonb_array_length(s.examples) AS examples,
                ARRAY(SELECT coalesce(d.exchanges, 0)
                        FROM generate_series(0, ${TREND_DAYS - 1}) n
                        LEFT JOIN scaffold_day d ON d.scaffold_id = s.id AND d.day = (s.last_seen AT TIME ZONE 'UTC')::date - ${TREND_DAYS - 1} + n
                       ORDER BY n) AS trend, ${page.select}
           FROM campaign_scaffold cs JOIN scaffold s ON s.id = cs.scaffold_id
          WHERE cs.campaign_id = $1 AND ${page.after} ORDER BY ${page.orderBy}`,
      view: (row: Row): ScaffoldRow => ({
        id: row.id,
        skeleton: row.skeleton,
        capability: capabilityAt(row.capability),
        accounts: row.accounts,
        exchanges: row.exchanges,
        all_accounts: row.all_accounts,
        all_exchanges: row.all_exchanges,
        first_seen: row.first_seen.toISOString(),
        last_seen: row.last_seen.toISOString(),
        trend: row.trend,
        examples: row.examples,
      }),
    }),
});
