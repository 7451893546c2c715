import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { AccountIndicators, SharedIndicator } from '@/lib/model/console/account';
import { entityId } from '@/lib/model/decision';
import { defineQuery } from '@/lib/services/verb';
import { nameIndicator } from './indicator-filter';
import { campaignsOf, requireAccount } from './row';

/** Accounts of a value that are counted when no detection run has counted them yet. */
const COUNT_TO = 1_000;
/** Accounts of a value that are looked up in the campaign. Keys are hashes, so the first by key are a fair sample. */
const LOOK_AT = 500;
const MOST_SHARED = 60;
/** Values by which no two accounts are told to be alike before these many were weighed. */
const MOST_WEIGHED = 400;

/** The values one account shows: who else shows them, how many of those are in its campaign, how rare each is. */
export const accountIndicators = defineQuery({
  name: 'account.indicators',
  right: 'read',
  input: z.object({ id: entityId }),
  run: async ({ id }): Promise<AccountIndicators> => {
    const pool = getPool();
    const { key } = await requireAccount(id);
    const campaign = (await campaignsOf([key])).get(key) ?? null;
    const [values, families, counts] = await Promise.all([
      pool.query<Row>(VALUES, [key, campaign?.id ?? null]),
      pool.query<Row>(FAMILIES, [key, campaign?.id ?? null]),
      pool.query<{ total: number; accounts: number }>(
        `SELECT (SELECT count(*)::int FROM account_indicator WHERE account_key = $1) AS total,
                (SELECT count(*)::int FROM account) AS accounts`,
        [key],
      ),
    ]);
    const { total = 0, accounts = 0 } = counts.rows[0] ?? {};
    const items = [...values.rows, ...families.rows]
      .map((row) => itemOf(row, accounts))
      .sort((a, b) => b.one_in - a.one_in || (a.value < b.value ? -1 : 1));
    return {
      items: items.slice(0, MOST_SHARED),
      alone: Math.max(0, total - values.rows.length),
      total: total + families.rows.length,
      accounts,
      campaign: campaign ? { id: campaign.id, title: campaign.title } : null,
    };
  },
});

interface Row {
  kind: string;
  value: string;
  key: bigint | null;
  accounts: number;
  counted_here: boolean;
  members: number | null;
  looked_at: number;
  first_seen: Date;
  last_seen: Date;
  exchanges: number;
  reported: string | null;
}

const SPREAD = `
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS n FROM accounts_showing(s.key, ${COUNT_TO + 1})
  ) here ON s.known = 0`;

const VALUES = `
  WITH shown AS MATERIALIZED (
    SELECT i.key, i.kind, i.value, i.accounts AS known, a.first_seen, a.last_seen, a.exchanges
      FROM account_indicator a JOIN indicator i ON i.key = a.indicator_key
     WHERE a.account_key = $1 AND i.accounts <> 1
     ORDER BY nullif(i.accounts, 0) NULLS LAST, a.exchanges DESC, i.key LIMIT ${MOST_WEIGHED}),
  shared AS MATERIALIZED (
    SELECT s.*, coalesce(nullif(s.known, 0), here.n) AS accounts, s.known = 0 AS counted_here FROM shown s ${SPREAD}
     WHERE coalesce(nullif(s.known, 0), here.n) > 1
     ORDER BY 8, s.key LIMIT ${MOST_SHARED})
  SELECT s.kind, s.value, s.key, s.accounts, s.counted_here, s.first_seen, s.last_seen, s.exchanges,
         CASE WHEN $2::text IS NULL THEN NULL ELSE seen.members END AS members, coalesce(seen.looked_at, 0) AS looked_at,
         (SELECT nullif(r.source, '') FROM shared_indicator r WHERE r.indicator_key = s.key LIMIT 1) AS reported
    FROM shared s
    LEFT JOIN LATERAL (
      SELECT count(*)::int AS looked_at, count(m.account_key)::int AS members
        FROM accounts_showing(s.key, ${LOOK_AT}) o(account_key)
        LEFT JOIN campaign_account m ON m.campaign_id = $2 AND m.account_key = o.account_key) seen ON true`;

const FAMILIES = `
  SELECT 'scaffold' AS kind, f.id AS value, NULL::bigint AS key, f.accounts, false AS counted_here, a.first_seen, a.last_seen,
         a.exchanges, CASE WHEN $2::text IS NULL THEN NULL ELSE seen.members END AS members,
         coalesce(seen.looked_at, 0) AS looked_at, NULL AS reported
    FROM scaffold_account a JOIN scaffold f ON f.id = a.scaffold_id
    LEFT JOIN LATERAL (
      SELECT count(*)::int AS looked_at, count(m.account_key)::int AS members
        FROM (SELECT account_key FROM scaffold_account o WHERE o.scaffold_id = f.id ORDER BY account_key LIMIT ${LOOK_AT}) o
        LEFT JOIN campaign_account m ON m.campaign_id = $2 AND m.account_key = o.account_key) seen ON true
   WHERE a.account_key = $1 ORDER BY a.exchanges DESC, f.id LIMIT 20`;

function itemOf(row: Row, all: number): SharedIndicator {
  const limited = row.counted_here && row.accounts > COUNT_TO;
  const accounts = limited ? COUNT_TO : row.accounts;
  return {
    kind: row.kind,
    value: row.value,
    filter: row.key === null ? `scaffold:${row.value}` : nameIndicator(row.kind, row.value, row.key),
    accounts,
    counted_to: limited ? COUNT_TO : null,
    in_campaign: row.members === null || row.looked_at === 0 ? null : row.members / row.looked_at,
    looked_at: row.looked_at,
    one_in: accounts > 0 ? Math.max(1, all / accounts) : all,
    first_seen: row.first_seen.toISOString(),
    last_seen: row.last_seen.toISOString(),
    exchanges: row.exchanges,
    reported: row.reported,
  };
}
