import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { AccountBreakdown } from '@/lib/model/console/account';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { accountKey } from '@/lib/model/hash';
import { defineQuery } from '@/lib/services/verb';
import { RECENT_DAYS, STANDING, sharesOf } from './row';

/** Peers whose traffic is added up. Keys are hashes, so the first of them by key are a fair sample. */
const SAMPLE = 300;
/** Fewer alike accounts than this are no measure; then a wider circle is taken. */
const FEWEST_PEERS = 20;

interface Self {
  last_seen: Date | null;
  plan: string | null;
  pathway: string | null;
}

/**
 * What one account sought in the 30 days before it was last seen, beside the mean shares of a sample of accounts that are
 * like it and in no standing campaign. Read from the rollup by hour only.
 */
export const accountBreakdown = defineQuery({
  name: 'account.breakdown',
  right: 'read',
  input: z.object({ id: entityId }),
  run: async ({ id }): Promise<AccountBreakdown> => {
    const pool = getPool();
    const key = accountKey(id);
    const { rows } = await pool.query<Self>('SELECT last_seen, plan, pathway FROM account WHERE key = $1', [
      key,
    ]);
    const self = rows[0];
    if (!self) throw new RetortError('not_found', `There is no account ${id}.`, { entity: 'account', id });
    const to = self.last_seen ?? new Date(0);
    const from = new Date(to.getTime() - RECENT_DAYS * 86_400_000);
    const own = await pool.query<{ capability: number; exchanges: number }>(
      `SELECT capability, sum(exchanges)::float8 AS exchanges FROM account_hour
        WHERE account_key = $1 AND hour > $2 GROUP BY 1`,
      [key, from],
    );
    const alike = await circle(self);
    const baseline = await peerShares(alike, key, from, to);
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      exchanges: own.rows.reduce((sum, row) => sum + row.exchanges, 0),
      shares: sharesOf(own.rows.map((row) => [row.capability, row.exchanges] as const)),
      baseline: baseline.shares,
      peers: Math.max(0, alike.peers - 1),
      sampled: baseline.sampled,
      alike: alike.alike,
    };
  },
});

interface Circle {
  alike: AccountBreakdown['alike'];
  where: string;
  params: unknown[];
  peers: number;
}

/** The narrowest circle of alike accounts that is large enough to compare with. */
async function circle({ plan, pathway }: Self): Promise<Circle> {
  const samePathway = 'a.pathway IS NOT DISTINCT FROM $4';
  // Compared so that the index on both can count them.
  const { rows } = await getPool().query<{ both: number; pathway: number }>(
    `SELECT count(*) FILTER (WHERE plan IS NOT DISTINCT FROM $1)::int AS both, count(*)::int AS pathway
       FROM account WHERE ${pathway === null ? 'pathway IS NULL' : 'pathway = $2'}`,
    pathway === null ? [plan] : [plan, pathway],
  );
  const n = rows[0] ?? { both: 0, pathway: 0 };
  if (n.both > FEWEST_PEERS) {
    return {
      alike: 'plan and pathway',
      where: `${samePathway} AND a.plan IS NOT DISTINCT FROM $5`,
      params: [pathway, plan],
      peers: n.both,
    };
  }
  if (n.pathway > FEWEST_PEERS)
    return { alike: 'pathway', where: samePathway, params: [pathway], peers: n.pathway };
  const all = await getPool().query<{ n: number }>('SELECT count(*)::int AS n FROM account');
  return { alike: 'all', where: 'true', params: [], peers: all.rows[0]?.n ?? 0 };
}

/** Each sampled peer counts once, however much it sends. */
async function peerShares(
  { where, params }: Circle,
  self: bigint,
  from: Date,
  to: Date,
): Promise<{ shares: AccountBreakdown['baseline']; sampled: number }> {
  const { rows } = await getPool().query<{ capability: number; share: number; peers: number }>(
    `WITH peer AS MATERIALIZED (
       SELECT a.key FROM account a
        WHERE a.key <> $1 AND a.last_seen > $2 AND a.first_seen <= $3 AND ${where}
          AND NOT EXISTS (SELECT 1 FROM campaign_account m JOIN campaign c ON c.id = m.campaign_id
                           WHERE m.account_key = a.key AND c.status IN ${STANDING})
        ORDER BY a.key LIMIT ${SAMPLE}),
     sought AS (
       SELECT h.account_key, h.capability, sum(h.exchanges)::float8 AS exchanges
         FROM peer JOIN account_hour h ON h.account_key = peer.key AND h.hour > $2 AND h.hour <= $3
        GROUP BY 1, 2),
     each AS (SELECT *, sum(exchanges) OVER (PARTITION BY account_key) AS total FROM sought)
     SELECT capability, sum(exchanges / total)::float8 AS share,
            (SELECT count(DISTINCT account_key)::int FROM sought) AS peers
       FROM each GROUP BY capability`,
    [self, from, to, ...params],
  );
  return {
    shares: sharesOf(rows.map((row) => [row.capability, row.share] as const)),
    sampled: rows[0]?.peers ?? 0,
  };
}
