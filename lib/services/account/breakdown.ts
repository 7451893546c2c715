import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { AccountBreakdown } from '@/lib/model/console/account';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { accountKey } from '@/lib/model/hash';
import { defineQuery } from '@/lib/services/verb';
import { RECENT_DAYS, STANDING, sharesOf } from './row';
import { trimOldest } from './trim-oldest';

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
    const baseline = withoutSelf(await peers(alike, from, to), key);
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
  const samePathway = 'a.pathway IS NOT DISTINCT FROM $3';
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
      where: `${samePathway} AND a.plan IS NOT DISTINCT FROM $4`,
      params: [pathway, plan],
      peers: n.both,
    };
  }
  if (n.pathway > FEWEST_PEERS)
    return { alike: 'pathway', where: samePathway, params: [pathway], peers: n.pathway };
  const all = await getPool().query<{ n: number }>('SELECT count(*)::int AS n FROM account');
  return { alike: 'all', where: 'true', params: [], peers: all.rows[0]?.n ?? 0 };
}

/** What one sampled peer sought, as shares by the index of the capability. */
interface Peer {
  key: bigint;
  shares: [index: number, share: number][];
}

const HOUR_MS = 3_600_000;
const KEPT_MS = 60_000;
const MOST_KEPT = 200;
const kept = new Map<string, { at: number; peers: Promise<Peer[]> }>();

/** The peers of a circle, kept for a minute: who goes through the accounts of a campaign asks for the same ones each time. */
function peers(circle: Circle, from: Date, to: Date, now = Date.now()): Promise<Peer[]> {
  // The hours of two ends within the same hour are the same.
  const hours = [from, to].map((end) => Math.floor(end.getTime() / HOUR_MS));
  const name = JSON.stringify([circle.alike, circle.params, hours]);
  const known = kept.get(name);
  if (known && now - known.at < KEPT_MS) return known.peers;
  const asked = readPeers(circle, from, to);
  kept.delete(name);
  kept.set(name, { at: now, peers: asked });
  asked.catch(() => kept.delete(name));
  trimOldest(kept, MOST_KEPT);
  return asked;
}

/** One more than are compared with, since the account itself may be among them. */
async function readPeers({ where, params }: Circle, from: Date, to: Date): Promise<Peer[]> {
  const { rows } = await getPool().query<{ key: bigint; capability: number; exchanges: number }>(
    `WITH peer AS MATERIALIZED (
       SELECT a.key FROM account a
        WHERE a.last_seen > $1 AND a.first_seen <= $2 AND ${where}
          AND NOT EXISTS (SELECT 1 FROM campaign_account m JOIN campaign c ON c.id = m.campaign_id
                           WHERE m.account_key = a.key AND c.status IN ${STANDING})
        ORDER BY a.key LIMIT ${SAMPLE + 1})
     SELECT h.account_key AS key, h.capability, sum(h.exchanges)::float8 AS exchanges
       FROM peer JOIN account_hour h ON h.account_key = peer.key AND h.hour > $1 AND h.hour <= $2
      GROUP BY 1, 2 ORDER BY 1, 2`,
    [from, to, ...params],
  );
  const counts = new Map<bigint, [number, number][]>();
  for (const { key, capability, exchanges } of rows) {
    const list = counts.get(key) ?? [];
    list.push([capability, exchanges]);
    counts.set(key, list);
  }
  return [...counts].map(([key, list]) => {
    const total = list.reduce((sum, [, exchanges]) => sum + exchanges, 0);
    return { key, shares: list.map(([index, exchanges]) => [index, exchanges / total]) };
  });
}

/** Each sampled peer counts once, however much it sends. */
function withoutSelf(
  all: readonly Peer[],
  self: bigint,
): { shares: AccountBreakdown['baseline']; sampled: number } {
  const others = all.filter(({ key }) => key !== self).slice(0, SAMPLE);
  const sums = new Map<number, number>();
  for (const [index, share] of others.flatMap(({ shares }) => shares))
    sums.set(index, (sums.get(index) ?? 0) + share);
  return { shares: sharesOf(sums), sampled: others.length };
}
