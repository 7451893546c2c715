import { getPool } from '@/lib/db/pool';
import type { WatchHitPage } from '@/lib/model/console/indicator';
import type { AccountStatus } from '@/lib/model/decision';
import { cursorBigint, cursorTime, encodeCursor, pageInput, readCursor } from '@/lib/model/page';
import { campaignOfAccount, campaignsOf } from '@/lib/services/account/row';
import { defineQuery } from '@/lib/services/verb';
import { nameOf } from './name';

interface Row {
  indicator_key: bigint;
  account_key: bigint;
  kind: string;
  value: string;
  label: string;
  note: string;
  id: string;
  status: AccountStatus;
  shown_at: Date;
  found_at: Date;
}

/** Watched values that accounts showed for the first time since they are watched, latest first. */
export const listHits = defineQuery({
  name: 'indicator.hits',
  right: 'read',
  input: pageInput,
  run: async ({ limit, cursor }): Promise<WatchHitPage> => {
    const [at, indicator, account] = readCursor(cursor, [cursorTime, cursorBigint, cursorBigint]);
    const { rows } = await getPool().query<Row>(
      `SELECT h.indicator_key, h.account_key, w.kind, w.value, coalesce(s.label, w.value) AS label, w.note, a.id, a.status, h.shown_at, h.found_at
         FROM watchlist_hit h
         JOIN watchlist_entry w ON w.indicator_key = h.indicator_key
         JOIN account a ON a.key = h.account_key
         LEFT JOIN indicator_spread s ON s.indicator_key = h.indicator_key
        WHERE $1::timestamptz IS NULL OR h.shown_at < $1
           OR (h.shown_at = $1 AND (h.indicator_key, h.account_key) > ($2::bigint, $3::bigint))
        ORDER BY h.shown_at DESC, h.indicator_key, h.account_key LIMIT ${limit + 1}`,
      [at, indicator, account],
    );
    const shown = rows.slice(0, limit);
    const campaigns = await campaignsOf(shown.map((row) => row.account_key));
    const last = shown.at(-1);
    return {
      items: shown.map((row) => ({
        name: nameOf({ kind: row.kind, value: row.value, key: row.indicator_key }),
        kind: row.kind,
        label: row.label,
        note: row.note,
        account: {
          id: row.id,
          status: row.status,
          campaign: campaignOfAccount(campaigns.get(row.account_key)),
        },
        shown_at: row.shown_at.toISOString(),
        found_at: row.found_at.toISOString(),
      })),
      next_cursor:
        rows.length > limit && last
          ? encodeCursor([last.shown_at.toISOString(), String(last.indicator_key), String(last.account_key)])
          : null,
    };
  },
});
