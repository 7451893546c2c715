import type { PoolClient } from 'pg';
import { getPool, transaction } from '@/lib/db/pool';
import { STANDING } from '@/lib/services/account/row';

/** Share of the accounts in no campaign from which a value is a hub: carrier NAT, a popular harness, a free mail host. */
const HUB = 0.05;
/** Fewer accounts than this make no hub, however few there are. */
const FEWEST_HUB = 20;
const SEARCHED = 100;

/** The key of a scaffold family `s`, as indicatorKey('scaffold', id) makes it. */
const SCAFFOLD_KEY = `('x' || left(encode(sha256('scaffold'::bytea || '\\x00'::bytea || convert_to(s.id, 'UTF8')), 'hex'), 16))::bit(64)::bigint`;

/**
 * Counts every value that two accounts share, others reported, somebody watches or a campaign holds. With `only` just those,
 * in the transaction given. All is derived, so it may be counted again at any time.
 */
async function count(tx: PoolClient, only: readonly bigint[] | null): Promise<void> {
  await tx.query(
    `WITH pair AS (
       SELECT indicator_key AS key, count(*)::int AS accounts, sum(exchanges)::bigint AS exchanges,
              min(first_seen) AS first_seen, max(last_seen) AS last_seen
         FROM account_indicator WHERE ($1::bigint[] IS NULL OR indicator_key = ANY($1)) GROUP BY 1),
     held AS (
       SELECT l.key, count(*)::int AS campaigns, sum(l.accounts)::int AS members
         FROM campaign_link l JOIN campaign c ON c.id = l.campaign_id AND c.status IN ${STANDING}
        WHERE l.kind <> 'scaffold' AND ($1::bigint[] IS NULL OR l.key = ANY($1)) GROUP BY 1),
     family AS (
       SELECT ${SCAFFOLD_KEY} AS key, s.id, left(s.skeleton, 400) AS label, s.accounts, s.exchanges, s.first_seen, s.last_seen,
              coalesce(h.campaigns, 0) AS campaigns, coalesce(h.members, 0) AS members
         FROM scaffold s LEFT JOIN (
           SELECT cs.scaffold_id, count(*)::int AS campaigns, sum(cs.accounts)::int AS members
             FROM campaign_scaffold cs JOIN campaign c ON c.id = cs.campaign_id AND c.status IN ${STANDING}
            GROUP BY 1) h ON h.scaffold_id = s.id),
     report AS (
       SELECT indicator_key AS key, min(kind) AS kind, min(value) AS value, count(*)::int AS reported
         FROM shared_indicator WHERE ($1::bigint[] IS NULL OR indicator_key = ANY($1)) GROUP BY 1),
     named AS (
       SELECT key, kind, value FROM report
       UNION SELECT indicator_key, kind, value FROM watchlist_entry
              WHERE kind <> 'scaffold' AND ($1::bigint[] IS NULL OR indicator_key = ANY($1))),
     value AS (
       SELECT DISTINCT ON (key) key, kind, value FROM (
         SELECT i.key, i.kind, i.value, 0 AS nth FROM indicator i JOIN pair p ON p.key = i.key AND p.accounts > 1
         UNION ALL SELECT i.key, i.kind, i.value, 0 FROM indicator i JOIN held h ON h.key = i.key
         UNION ALL SELECT key, kind, value, 1 FROM named) v ORDER BY key, nth),
     drawn AS MATERIALIZED (
       SELECT v.key, v.kind, v.value, v.value AS label, coalesce(p.accounts, 0) AS accounts,
              greatest(0, coalesce(p.accounts, 0) - coalesce(h.members, 0)) AS outside, coalesce(p.exchanges, 0) AS exchanges,
              coalesce(p.first_seen, 'epoch') AS first_seen, coalesce(p.last_seen, 'epoch') AS last_seen,
              coalesce(h.campaigns, 0) AS campaigns, coalesce(r.reported, 0) AS reported
         FROM value v LEFT JOIN pair p USING (key) LEFT JOIN held h USING (key) LEFT JOIN report r USING (key)
       UNION ALL
       SELECT key, 'scaffold', id, label, accounts, greatest(0, accounts - members), exchanges, first_seen, last_seen, campaigns, 0
         FROM family WHERE $1::bigint[] IS NULL OR key = ANY($1)),
     gone AS (
       DELETE FROM indicator_spread s
        WHERE ($1::bigint[] IS NULL OR s.indicator_key = ANY($1)) AND NOT EXISTS (SELECT 1 FROM drawn d WHERE d.key = s.indicator_key))
     INSERT INTO indicator_spread AS s (indicator_key, kind, value, label, search, accounts, outside, exchanges, first_seen, last_seen,
                                        campaigns, reported, hub)
     SELECT d.key, d.kind, d.value, d.label, left(lower(d.label), ${SEARCHED}), d.accounts, d.outside, d.exchanges, d.first_seen, d.last_seen,
            d.campaigns, d.reported, d.outside >= greatest(${FEWEST_HUB}, ${HUB} * t.outside)
       FROM drawn d CROSS JOIN (SELECT coalesce(max(outside), 0) AS outside FROM indicator_drawing) t
     ON CONFLICT (indicator_key) DO UPDATE SET
       kind = excluded.kind, value = excluded.value, label = excluded.label, search = excluded.search, accounts = excluded.accounts,
       outside = excluded.outside, exchanges = excluded.exchanges, first_seen = excluded.first_seen, last_seen = excluded.last_seen,
       campaigns = excluded.campaigns, reported = excluded.reported, hub = excluded.hub
     WHERE s IS DISTINCT FROM excluded`,
    [only],
  );
}

/**
 * Counts one value that came onto the watch-list, if it is not counted yet; one that is has its row until the next run. So
 * a value that many accounts share costs nothing here.
 */
export async function drawIndicator(tx: PoolClient, key: bigint): Promise<void> {
  const { rowCount } = await tx.query('SELECT 1 FROM indicator_spread WHERE indicator_key = $1', [key]);
  if (!rowCount) await count(tx, [key]);
}

/** Takes the row of a value that went off the watch-list away, when nothing else keeps it. */
export async function dropIndicator(tx: PoolClient, key: bigint): Promise<void> {
  await tx.query(
    `DELETE FROM indicator_spread
      WHERE indicator_key = $1 AND kind <> 'scaffold' AND accounts < 2 AND campaigns = 0 AND reported = 0`,
    [key],
  );
}

/** Counts all values for the last run. Takes seconds where there are millions of pairs: for the worker. */
export async function drawIndicators(now: Date = new Date()): Promise<void> {
  await transaction(async (tx) => {
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('indicator_drawing'))");
    // Enough for groups to be held in memory: else millions of pairs would be read in the order of an index.
    await tx.query("SET LOCAL work_mem = '128MB'");
    await tx.query(
      `INSERT INTO indicator_drawing (id, run_id, drawn_at, accounts, outside)
       SELECT 1, (SELECT id FROM detection_run WHERE finished_at IS NOT NULL AND error IS NULL ORDER BY started_at DESC LIMIT 1), $1,
              (SELECT count(*)::int FROM account),
              (SELECT count(*)::int FROM account a WHERE NOT EXISTS (
                 SELECT 1 FROM campaign_account m JOIN campaign c ON c.id = m.campaign_id AND c.status IN ${STANDING}
                  WHERE m.account_key = a.key))
       ON CONFLICT (id) DO UPDATE SET run_id = excluded.run_id, drawn_at = excluded.drawn_at, accounts = excluded.accounts,
         outside = excluded.outside`,
      [now],
    );
    await count(tx, null);
    await tx.query(
      `UPDATE indicator_drawing SET tallies = jsonb_build_object(
         'shared', coalesce(t.shared, 0), 'reported', coalesce(t.reported, 0), 'hubs', coalesce(t.hubs, 0),
         'kinds', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', k.kind, 'shared', k.shared, 'reported', k.reported)
                          ORDER BY k.shared DESC, k.kind), '[]') FROM (
           SELECT kind, count(*) FILTER (WHERE accounts > 1) AS shared, count(*) FILTER (WHERE reported > 0) AS reported
             FROM indicator_spread GROUP BY 1) k))
         FROM (SELECT count(*) FILTER (WHERE accounts > 1 AND NOT hub) AS shared, count(*) FILTER (WHERE reported > 0) AS reported,
                      count(*) FILTER (WHERE hub) AS hubs FROM indicator_spread) t`,
    );
  });
}

/** Whether a run has ended since the values were counted, or they never were although there are accounts. */
export async function indicatorsAreDue(): Promise<boolean> {
  const { rows } = await getPool().query<{ due: boolean }>(
    `SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM indicator_drawing) THEN EXISTS (SELECT 1 FROM account)
            ELSE (SELECT run_id FROM indicator_drawing) IS DISTINCT FROM
                 (SELECT id FROM detection_run WHERE finished_at IS NOT NULL AND error IS NULL ORDER BY started_at DESC LIMIT 1) END AS due`,
  );
  return rows[0]?.due ?? false;
}
