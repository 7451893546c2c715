import { getPool } from '@/lib/db/pool';
import type { IndicatorAccountPage } from '@/lib/model/console/indicator';
import type { AccountStatus } from '@/lib/model/decision';
import { cursorBigint, cursorTime, encodeCursor, pageInput, readCursor } from '@/lib/model/page';
import { campaignOfAccount, campaignsOf } from '@/lib/services/account/row';
import { defineQuery } from '@/lib/services/verb';
import { indicatorName, pairsOf } from './get';
import { resolveIndicator } from './name';

/** A value of more accounts than this has them in the order of their keys: sorting them would read them all. */
const MOST_SORTED = 5_000;

interface Row {
  key: bigint;
  id: string;
  status: AccountStatus;
  first_seen: Date;
  last_seen: Date;
  exchanges: number;
  hit: boolean;
}

/** The accounts that show a value, those that showed it first latest before others. RetortError `not_found`. */
export const indicatorAccounts = defineQuery({
  name: 'indicator.accounts',
  right: 'read',
  input: pageInput.extend({ name: indicatorName }),
  run: async ({ name, limit, cursor }): Promise<IndicatorAccountPage> => {
    const { key, scaffold } = await resolveIndicator(name);
    const [after, afterKey] = readCursor(cursor, [cursorTime, cursorBigint]);
    const pool = getPool();
    const { rows: counted } = await pool.query<{ n: number }>(
      'SELECT coalesce((SELECT accounts FROM indicator_spread WHERE indicator_key = $1), 0)::int AS n',
      [key],
    );
    const sorted = (counted[0]?.n ?? 0) <= MOST_SORTED;
    const { rows } = await pool.query<Row>(
      `WITH page AS MATERIALIZED (
         SELECT * FROM ${pairsOf(scaffold)}
          WHERE ${sorted ? '($2::timestamptz IS NULL OR (first_seen, account_key) < ($2, $3::bigint))' : '($2::timestamptz IS NULL) AND ($3::bigint IS NULL OR account_key > $3)'}
          ORDER BY ${sorted ? 'first_seen DESC, account_key DESC' : 'account_key'} LIMIT ${limit + 1})
       SELECT a.key, a.id, a.status, p.first_seen, p.last_seen, p.exchanges,
              EXISTS (SELECT 1 FROM watchlist_hit h WHERE h.indicator_key = $4 AND h.account_key = a.key) AS hit
         FROM page p JOIN account a ON a.key = p.account_key
        ORDER BY ${sorted ? 'p.first_seen DESC, p.account_key DESC' : 'p.account_key'}`,
      [scaffold ?? key, sorted ? after : null, afterKey, key],
    );
    const shown = rows.slice(0, limit);
    const campaigns = await campaignsOf(shown.map((row) => row.key));
    const last = shown.at(-1);
    return {
      items: shown.map((row) => ({
        id: row.id,
        status: row.status,
        campaign: campaignOfAccount(campaigns.get(row.key)),
        first_seen: row.first_seen.toISOString(),
        last_seen: row.last_seen.toISOString(),
        exchanges: row.exchanges,
        hit: row.hit,
      })),
      next_cursor:
        rows.length > limit && last ? encodeCursor([last.first_seen.toISOString(), String(last.key)]) : null,
      sorted,
    };
  },
});
