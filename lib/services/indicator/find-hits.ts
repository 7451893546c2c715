import { getPool } from '@/lib/db/pool';

/** Who shows a watched value `w`, as `a`: by what they sent, and by the scaffolds they use. */
const SHOWN = [
  'JOIN account_indicator a ON a.indicator_key = w.indicator_key',
  `JOIN scaffold_account a ON w.kind = 'scaffold' AND a.scaffold_id = w.value`,
];

/**
 * Notes the accounts that showed a watched value for the first time since it is watched. Answers how many it found. Reads only
 * the pairs of watched values, by index.
 */
export async function findHits(now: Date = new Date()): Promise<number> {
  let found = 0;
  for (const shown of SHOWN) {
    const { rowCount } = await getPool().query(
      `INSERT INTO watchlist_hit (indicator_key, account_key, shown_at, found_at)
       SELECT w.indicator_key, a.account_key, a.first_seen, $1
         FROM watchlist_entry w ${shown}
        WHERE (w.unseen OR a.first_seen >= w.watched_at) AND (w.expires_at IS NULL OR a.first_seen < w.expires_at)
       ON CONFLICT DO NOTHING`,
      [now],
    );
    found += rowCount ?? 0;
  }
  return found;
}
