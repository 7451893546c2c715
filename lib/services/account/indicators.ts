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
const LONGEST_LABEL = 400;
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
      sharedValues(key, campaign?.id ?? null),
      pool.query<Row>(FAMILIES, [key, campaign?.id ?? null]),
      pool.query<{ total: number; accounts: number }>(
        `SELECT (SELECT count(*)::int FROM account_indicator WHERE account_key = $1) AS total,
                (SELECT count(*)::int FROM account) AS accounts`,
        [key],
      ),
    ]);
    const { total = 0, accounts = 0 } = counts.rows[0] ?? {};
    const items = [...values, ...families.rows]
      .map((row) => itemOf(row, accounts))
      .sort((a, b) => b.one_in - a.one_in || (a.value < b.value ? -1 : 1));
    return {
      items: items.slice(0, MOST_SHARED),
      alone: Math.max(0, total - values.length),
      total: total + families.rows.length,
      accounts,
      campaign: campaign ? { id: campaign.id, title: campaign.title } : null,
    };
  },
});

/** How many of those who show a value are in the campaign, of how many looked up; who else reported it. */
interface Seen {
  members: number | null;
  looked_at: number;
  reported: string | null;
}

interface Row extends Seen {
  kind: string;
  value: string;
  label: string;
  key: bigint | null;
  accounts: number;
  counted_here: boolean;
  first_seen: Date;
  last_seen: Date;
  exchanges: number;
}

/** What an account shows and perhaps others do, the rarest first; 0 accounts is what no run has counted. */
const SHOWN = `
  SELECT i.kind, i.value, i.value AS label, i.key, i.accounts, a.first_seen, a.last_seen, a.exchanges
    FROM account_indicator a JOIN indicator i ON i.key = a.indicator_key
   WHERE a.account_key = $1 AND i.accounts <> 1
   ORDER BY nullif(i.accounts, 0) NULLS LAST, a.exchanges DESC, i.key LIMIT ${MOST_WEIGHED}`;

const COUNTS = `
  SELECT k.key, (SELECT count(*)::int FROM accounts_showing(k.key, ${COUNT_TO + 1})) AS accounts FROM unnest($1::bigint[]) k(key)`;

const IN_CAMPAIGN = `
  SELECT k.key, CASE WHEN $2::text IS NULL THEN NULL ELSE seen.members END AS members, seen.looked_at,
         (SELECT nullif(r.source, '') FROM shared_indicator r WHERE r.indicator_key = k.key LIMIT 1) AS reported
    FROM unnest($1::bigint[]) k(key)
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS looked_at, count(m.account_key)::int AS members
        FROM accounts_showing(k.key, ${LOOK_AT}) o(account_key)
        LEFT JOIN campaign_account m ON m.campaign_id = $2 AND m.account_key = o.account_key) seen`;

/** The values that an account shares with others, as far as a look at the rarest of them tells. */
async function sharedValues(account: bigint, campaign: string | null): Promise<Row[]> {
  const pool = getPool();
  const shown = await pool.query<Omit<Row, keyof Seen> & { key: bigint }>(SHOWN, [account]);
  const uncounted = shown.rows.filter((row) => row.accounts === 0).map(({ key }) => key);
  const counts = await pool.query<{ key: bigint; accounts: number }>(COUNTS, [uncounted]);
  const here = new Map(counts.rows.map((row) => [row.key, row.accounts]));
  const shared = shown.rows
    .map((row) => ({ ...row, accounts: here.get(row.key) ?? row.accounts, counted_here: here.has(row.key) }))
    .filter(({ accounts }) => accounts > 1)
    .sort((a, b) => a.accounts - b.accounts || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_SHARED);
  const seen = await pool.query<Seen & { key: bigint }>(IN_CAMPAIGN, [
    shared.map(({ key }) => key),
    campaign,
  ]);
  const byKey = new Map(seen.rows.map(({ key, ...row }) => [key, row]));
  return shared.map((row) => ({ ...row, ...(byKey.get(row.key) ?? UNSEEN) }));
}

const UNSEEN: Seen = { members: null, looked_at: 0, reported: null };

const FAMILIES = `
  SELECT 'scaffold' AS kind, f.id AS value, left(f.skeleton, ${LONGEST_LABEL}) AS label, NULL::bigint AS key, f.accounts, false AS counted_here, a.first_seen, a.last_seen,
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
    label: row.label,
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
