import { getPool } from '@/lib/db/pool';
import { type CapabilityPivots, capabilityFilter } from '@/lib/model/console/capability';
import { STANDING } from '@/lib/services/account/row';
import { defineQuery } from '@/lib/services/verb';
import { dataSpan, daysOf, endOf, whereOf } from './where';

const DAY = "interval '24 hours'";
const MOST_RELEASES = 5;
/** A share of fewer exchanges in the day says nothing. */
const FEWEST = { campaign: 20, peer: 5 } as const;
/** Accounts looked at for the peers. Keys are hashes, so the first by key are a fair sample. */
const SAMPLE = 1_000;

/** For each release in a range: the share of each campaign's first 24 hours that went to the new model, beside other accounts. */
export const capabilityPivotsQuery = defineQuery({
  name: 'capability.pivots',
  right: 'read',
  input: capabilityFilter,
  run: async (filter): Promise<CapabilityPivots> => {
    const span = await dataSpan();
    if (!span) return { items: [] };
    const days = daysOf(filter, span);
    const { statuses, models, pathways } = whereOf(filter);
    const releases = await getPool().query<{ key: bigint; name: string; released_at: Date }>(
      `SELECT key, name, released_at FROM model
        WHERE released_at >= $1 AND released_at < $2 AND ($3::text[] IS NULL OR name = ANY($3))
        ORDER BY released_at DESC LIMIT ${MOST_RELEASES}`,
      [new Date(days.from), endOf(days), models],
    );
    if (releases.rows.length === 0) return { items: [] };
    const campaigns = await getPool().query<{
      key: bigint;
      id: string;
      title: string;
      share: number;
      exchanges: number;
    }>(
      `SELECT r.key, g.id, g.title, sum(c.exchanges)::int AS exchanges,
              (coalesce(sum(c.exchanges) FILTER (WHERE c.model_key = r.key), 0) / sum(c.exchanges)::float8)::float8 AS share
         FROM unnest($1::bigint[], $2::timestamptz[]) AS r (key, at)
         JOIN campaign_hour c ON c.hour >= r.at AND c.hour < r.at + ${DAY}
         JOIN campaign g ON g.id = c.campaign_id
        WHERE g.status = ANY($3::text[]) AND ($4::smallint[] IS NULL OR c.pathway = ANY($4))
        GROUP BY r.key, g.id HAVING sum(c.exchanges) >= ${FEWEST.campaign}
        ORDER BY share DESC, g.id`,
      [
        releases.rows.map(({ key }) => key),
        releases.rows.map(({ released_at }) => released_at),
        statuses,
        pathways,
      ],
    );
    return {
      items: await Promise.all(
        releases.rows.map(async ({ key, name, released_at }) => ({
          model: name,
          released_at: released_at.toISOString(),
          campaigns: campaigns.rows
            .filter((row) => row.key === key)
            .map(({ id, title, share, exchanges }) => ({ id, title, share, exchanges })),
          peers: await peersOf(key, released_at),
        })),
      ),
    };
  },
});

/** The same share among a sample of active accounts that are in no standing campaign. */
async function peersOf(model: bigint, at: Date): Promise<CapabilityPivots['items'][number]['peers']> {
  const { rows } = await getPool().query<{
    low: number | null;
    median: number;
    high: number;
    accounts: number;
  }>(
    `WITH peer AS MATERIALIZED (
       SELECT key FROM account a
        WHERE a.first_seen < $2::timestamptz + ${DAY} AND a.last_seen >= $2
          AND NOT EXISTS (SELECT 1 FROM campaign_account m JOIN campaign c ON c.id = m.campaign_id
                           WHERE m.account_key = a.key AND c.status IN ${STANDING})
        ORDER BY key LIMIT ${SAMPLE}),
     used AS (
       SELECT coalesce(sum(h.exchanges) FILTER (WHERE h.model_key = $1), 0)::float8 / sum(h.exchanges) AS share
         FROM peer JOIN account_hour h ON h.account_key = peer.key AND h.hour >= $2 AND h.hour < $2::timestamptz + ${DAY}
        GROUP BY h.account_key HAVING sum(h.exchanges) >= ${FEWEST.peer})
     SELECT percentile_cont(0.1) WITHIN GROUP (ORDER BY share) AS low,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY share) AS median,
            percentile_cont(0.9) WITHIN GROUP (ORDER BY share) AS high, count(*)::int AS accounts FROM used`,
    [model, at],
  );
  const row = rows[0];
  return row && row.low !== null
    ? { low: row.low, median: row.median, high: row.high, accounts: row.accounts }
    : null;
}
