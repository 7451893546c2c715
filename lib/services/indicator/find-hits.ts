import { getPool } from '@/lib/db/pool';

/**
 * Notes the accounts that showed a watched value for the first time since it is watched. Answers how many it found. Reads only
 * the pairs of watched values, by index.
 */
export async function findHits(now: Date = new Date()): Promise<number> {
  const { rowCount } = await getPool().query(
    `INSERT INTO watchlist_hit (indicator_key, account_key, shown_at, found_at)
     SELECT w.indicator_key, a.account_key, a.first_seen, $1
       FROM watchlist_entry w
       JOIN LATERAL (
         SELECT account_key, first_seen FROM account_indicator WHERE indicator_key = w.indicator_key
         UNION ALL
         SELECT account_key, first_seen FROM scaffold_account WHERE w.kind = 'scaffold' AND scaffold_id = w.value) a ON true
      WHERE (w.unseen OR a.first_seen >= w.watched_at) AND (w.expires_at IS NULL OR a.first_seen < w.expires_at)
     ON CONFLICT DO NOTHING`,
    [now],
  );
  return rowCount ?? 0;
}
