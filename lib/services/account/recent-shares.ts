import type { PoolClient } from 'pg';
import { getPool } from '@/lib/db/pool';
import type { Capability } from '@/lib/model/capability';
import { RECENT_DAYS, sharesOf } from './row';
import { trimOldest } from './trim-oldest';

type Shares = Partial<Record<Capability, number>>;

interface Seen {
  key: bigint;
  last_seen: Date | null;
}

/** Of each account that was seen what it sought over the days before it was seen last, as shares. */
export async function recentShares(
  rows: readonly Seen[],
  db: Pick<PoolClient, 'query'> = getPool(),
): Promise<Map<bigint, Shares>> {
  const seen = rows.filter((row) => row.last_seen !== null);
  if (seen.length === 0) return new Map();
  const hours = await db.query<{ account_key: bigint; capability: number; exchanges: number }>(
    `SELECT h.account_key, h.capability, sum(h.exchanges)::float8 AS exchanges
       FROM unnest($1::bigint[], $2::timestamptz[]) AS a (key, last_seen)
       JOIN account_hour h ON h.account_key = a.key AND h.hour > a.last_seen - interval '${RECENT_DAYS} days'
      GROUP BY 1, 2`,
    [seen.map((row) => row.key), seen.map((row) => row.last_seen)],
  );
  const counts = new Map<bigint, [number, number][]>();
  for (const row of hours.rows) {
    const list = counts.get(row.account_key) ?? [];
    list.push([row.capability, row.exchanges]);
    counts.set(row.account_key, list);
  }
  return new Map([...counts].map(([key, list]) => [key, sharesOf(list)]));
}

/** Accounts whose shares are kept in this process. */
const MOST_KEPT = 10_000;
/** For so long what an account sought in a month is worth showing although it has gone on. */
const GOOD_ENOUGH_MS = 60_000;

interface Kept {
  exchanges: number;
  at: number;
  shares: Shares | undefined;
}

const kept = new Map<bigint, Kept>();

/**
 * The same for a page of a list, which adds up a month of hours of each account: kept while an account has sent nothing more, and
 * for a minute if it has.
 */
export async function keptShares(
  rows: readonly (Seen & { exchanges: number })[],
  now = Date.now(),
): Promise<Map<bigint, Shares | undefined>> {
  const stands = (row: { key: bigint; exchanges: number }) => {
    const one = kept.get(row.key);
    return one !== undefined && (one.exchanges === row.exchanges || now - one.at < GOOD_ENOUGH_MS);
  };
  const asked = rows.filter((row) => !stands(row));
  const found = await recentShares(asked);
  for (const { key, exchanges } of asked) {
    kept.delete(key);
    kept.set(key, { exchanges, at: now, shares: found.get(key) });
  }
  const answer = new Map(rows.map(({ key }) => [key, kept.get(key)?.shares]));
  trimOldest(kept, MOST_KEPT);
  return answer;
}
