import { getPool } from '@/lib/db/pool';
import { receivedHits } from '@/lib/db/received-hits';
import { findHits } from '@/lib/services/indicator/find-hits';
import { matchReceived } from '@/lib/services/intel/match';
import { INTEL_WORKER } from '@/lib/services/intel/row';
import { raiseLiveHits } from './raise';
import { findReuse } from './reuse';

/** Pairs looked at in one look; the rest comes in the next. */
const MOST_PAIRS = 20_000;
/** Blocks raised at once. */
const MOST_BLOCKS = 10_000;

/** What one look found that nobody had been told of. */
export interface LiveLook {
  watched: number;
  shared: number;
  blocks: number;
  alerts: number;
  /** Whether there is more to look at. */
  more: boolean;
}

/**
 * Looks at what came in since the last look: accounts that show values which somebody watches or shared, and reasoning blocks that came to another
 * holder. Reads only the new pairs, by index, and raises what is new at once. What was left by a worker that died, or came during an outage, is looked
 * at by the next. Errors are those of the database; the pairs then wait on.
 */
export async function lookLive(now: () => Date = () => new Date()): Promise<LiveLook> {
  const pool = getPool();
  const { rows: pairs } = await pool.query<{ indicator_key: bigint; account_key: bigint }>(
    `SELECT indicator_key, account_key FROM live_news LIMIT ${MOST_PAIRS}`,
  );
  let shared = 0;
  if (pairs.length > 0) {
    const keys = [...new Set(pairs.map(({ indicator_key }) => indicator_key))];
    const watches = await pool.query(
      'SELECT 1 FROM watchlist_entry WHERE indicator_key = ANY($1::bigint[]) LIMIT 1',
      [keys],
    );
    if (watches.rowCount) await findHits(now());
    if (await isReceived(keys, now())) shared = await matchReceived(now);
  }
  const { reused, to } = await findReuse(pool, now());
  const waiting = await pool.query('SELECT 1 FROM watchlist_hit WHERE raised_at IS NULL LIMIT 1');
  const part = reused.slice(0, MOST_BLOCKS);
  const raised =
    waiting.rowCount || part.length > 0
      ? await raiseLiveHits(
          {
            reused: part.map(({ block, presenters, holders }) => ({
              block: String(block),
              presenters: presenters.map(String),
              holders: holders.map(String),
            })),
          },
          { actor: INTEL_WORKER, now },
        )
      : { watched: 0, blocks: 0, alerts: 0 };
  if (part.length === reused.length)
    await pool.query('UPDATE live_look SET blocks_to = greatest(blocks_to, $1)', [to]);
  if (pairs.length > 0)
    await pool.query(
      `DELETE FROM live_news n USING unnest($1::bigint[], $2::bigint[]) d(indicator_key, account_key)
        WHERE n.indicator_key = d.indicator_key AND n.account_key = d.account_key`,
      [pairs.map(({ indicator_key }) => indicator_key), pairs.map(({ account_key }) => account_key)],
    );
  return { ...raised, shared, more: pairs.length === MOST_PAIRS || part.length < reused.length };
}

/** Whether any shared indicator that one of these keys is a part of has a hit that is not known. */
async function isReceived(keys: readonly bigint[], now: Date): Promise<boolean> {
  const { rows } = await getPool().query<{ fresh: boolean }>(
    `WITH ${receivedHits('(s.source, s.stix_id) IN (SELECT x.source, x.stix_id FROM shared_indicator x WHERE x.keys && $2::bigint[])')}
     SELECT EXISTS (
       SELECT 1 FROM received_hit h JOIN intel_source s ON s.name = h.source AND s.removed_at IS NULL
         JOIN intel_indicator i ON i.source_id = s.id AND i.id = h.stix_id AND NOT i.common
        WHERE NOT EXISTS (SELECT 1 FROM intel_hit k
                           WHERE k.source_id = s.id AND k.indicator_id = h.stix_id AND k.account_key = h.account_key)) AS fresh`,
    [now, keys],
  );
  return rows[0]?.fresh ?? false;
}
