import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { capabilityAt } from '@/lib/model/capability';
import { bucketFor, HOUR_MS } from '@/lib/model/console/bucket';
import { type AccountComparison, type ComparedAccount, MOST_COMPARED } from '@/lib/model/console/compare';
import { entityId } from '@/lib/model/decision';
import { accountKey } from '@/lib/model/hash';
import { defineQuery } from '@/lib/services/verb';
import { comparedValues, suggestions } from './compare-values';
import { campaignOfAccount, campaignsOf, sharesOf } from './row';

const MOST_BUCKETS = 120;
const MOST_EVENTS = 100;

interface Row
  extends Omit<
    ComparedAccount,
    | 'campaign'
    | 'created_at'
    | 'first_seen'
    | 'last_seen'
    | 'shares'
    | 'in_range'
    | 'email'
    | 'payment'
    | 'signup'
  > {
  key: bigint;
  created_at: Date | null;
  first_seen: Date | null;
  last_seen: Date | null;
  email_pattern: string | null;
  email_domain: string | null;
  payment_fingerprint: string | null;
  payment_kind: string | null;
  signup_ip: string | null;
}

interface HourRow {
  account_key: bigint;
  hour: Date;
  capability: number;
  exchanges: number;
}

/**
 * Up to five accounts side by side over one range of time (default: the life of all of them): traffic, events, what each
 * sought, which values they share and which set each apart. Ids that no account has come back as `missing`.
 */
export const compareAccounts = defineQuery({
  name: 'account.compare',
  right: 'read',
  input: z.object({
    id: z.union([entityId, z.array(entityId).max(MOST_COMPARED)]).optional(),
    from: z.iso.datetime().optional(),
    to: z.iso.datetime().optional(),
    /** Seconds before the end, in place of `from`. */
    span: z.coerce.number().int().min(3_600).optional(),
  }),
  run: async ({ id, from, to, span }): Promise<AccountComparison> => {
    const ids = [...new Set([id ?? []].flat())];
    const pool = getPool();
    const [found, total] = await Promise.all([
      pool.query<Row>(
        `SELECT key, id, status, plan, pathway, verified, country, organization, email_pattern, email_domain, payment_fingerprint,
                payment_kind, signup_ip, created_at, first_seen, last_seen, exchanges::float8 AS exchanges
           FROM account WHERE key = ANY($1::bigint[])`,
        [ids.map(accountKey)],
      ),
      pool.query<{ n: number }>('SELECT count(*)::int AS n FROM account'),
    ]);
    const rows = ids.flatMap((one) => found.rows.find((row) => row.id === one) ?? []);
    const keys = rows.map(({ key }) => key);
    const all = total.rows[0]?.n ?? 0;
    const life = lifeOf(rows);
    const end = to ? Math.min(Date.parse(to), life.to) : life.to;
    const begin = from ? Date.parse(from) : span ? end - span * 1000 : life.from;
    const range = {
      from: Math.max(life.from, Math.min(begin, end - HOUR_MS)),
      to: Math.max(end, life.from + HOUR_MS),
    };
    const within = [keys, new Date(range.from), new Date(range.to)];
    const [hours, events, releases, values, campaigns, suggested] = await Promise.all([
      pool.query<HourRow>(
        `SELECT account_key, hour, capability, sum(exchanges)::int AS exchanges FROM account_hour
          WHERE account_key = ANY($1::bigint[]) AND hour >= date_trunc('hour', $2::timestamptz) AND hour < $3 GROUP BY 1, 2, 3`,
        within,
      ),
      pool.query<{ account_key: bigint; at: Date; kind: string; count: number }>(
        `SELECT account_key, min(occurred_at) AS at, kind, count(*)::int AS count FROM account_event
          WHERE account_key = ANY($1::bigint[]) AND occurred_at BETWEEN $2 AND $3
          GROUP BY account_key, kind, date_trunc('day', occurred_at) ORDER BY 2 LIMIT ${MOST_EVENTS}`,
        within,
      ),
      pool.query<{ at: Date; model: string }>(
        'SELECT released_at AS at, name AS model FROM model WHERE released_at BETWEEN $1 AND $2 ORDER BY 1 LIMIT 20',
        within.slice(1),
      ),
      comparedValues(keys, all),
      campaignsOf(keys),
      suggestions(keys),
    ]);
    const bucketMs = bucketFor(range.to - range.from, MOST_BUCKETS, HOUR_MS);
    return {
      accounts: rows.map((row) => {
        const { key, created_at, first_seen, last_seen, email_pattern, email_domain, ...rest } = row;
        const { payment_fingerprint, payment_kind, signup_ip, ...facts } = rest;
        const own = hours.rows.filter((hour) => hour.account_key === key);
        return {
          ...facts,
          email: [email_pattern, email_domain].filter(Boolean).join('@') || null,
          payment: [payment_kind, payment_fingerprint].filter(Boolean).join(' ') || null,
          signup: signup_ip,
          created_at: created_at?.toISOString() ?? null,
          first_seen: first_seen?.toISOString() ?? null,
          last_seen: last_seen?.toISOString() ?? null,
          campaign: campaignOfAccount(campaigns.get(key)),
          shares: sharesOf(summed(own)),
          in_range: own.reduce((sum, hour) => sum + hour.exchanges, 0),
        };
      }),
      missing: ids.filter((one) => !rows.some((row) => row.id === one)),
      all_accounts: all,
      timeline: {
        from: new Date(range.from).toISOString(),
        to: new Date(range.to).toISOString(),
        born: new Date(life.from).toISOString(),
        ended: new Date(life.to).toISOString(),
        bucket_seconds: bucketMs / 1000,
        lanes: keys.map((key) =>
          bucketed(
            hours.rows.filter((hour) => hour.account_key === key),
            range.from,
            bucketMs,
          ),
        ),
        events: events.rows.map(({ account_key, at, ...event }) => ({
          ...event,
          account: keys.indexOf(account_key),
          at: at.toISOString(),
        })),
        releases: releases.rows.map(({ at, model }) => ({ at: at.toISOString(), model })),
        hours: together(hours.rows),
      },
      ...values,
      suggested,
    };
  },
});

/** From the first thing known of any of them to the last, in whole hours. */
function lifeOf(rows: readonly Row[]): { from: number; to: number } {
  const times = rows.flatMap(({ created_at, first_seen, last_seen }) =>
    [created_at, first_seen, last_seen].flatMap((time) => (time ? [time.getTime()] : [])),
  );
  if (times.length === 0) return { from: 0, to: HOUR_MS };
  const from = Math.floor(Math.min(...times) / HOUR_MS) * HOUR_MS;
  return { from, to: Math.max(from + HOUR_MS, Math.ceil((Math.max(...times) + 1) / HOUR_MS) * HOUR_MS) };
}

function summed(hours: readonly HourRow[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { capability, exchanges } of hours)
    sums.set(capability, (sums.get(capability) ?? 0) + exchanges);
  return sums;
}

function bucketed(
  hours: readonly HourRow[],
  from: number,
  bucketMs: number,
): AccountComparison['timeline']['lanes'][number] {
  const sums = new Map<string, { at: number; capability: number; exchanges: number }>();
  for (const { hour, capability, exchanges } of hours) {
    const at = Math.max(0, Math.floor((hour.getTime() - from) / bucketMs));
    const held = sums.get(`${at} ${capability}`) ?? { at, capability, exchanges: 0 };
    held.exchanges += exchanges;
    sums.set(`${at} ${capability}`, held);
  }
  return [...sums.values()]
    .sort((a, b) => a.at - b.at || a.capability - b.capability)
    .map(({ at, capability, exchanges }) => ({ at, capability: capabilityAt(capability), exchanges }));
}

function together(hours: readonly HourRow[]): { any: number; together: number } {
  const who = new Map<number, Set<bigint>>();
  for (const { hour, account_key } of hours) {
    const set = who.get(hour.getTime()) ?? new Set();
    set.add(account_key);
    who.set(hour.getTime(), set);
  }
  return { any: who.size, together: [...who.values()].filter((set) => set.size > 1).length };
}
