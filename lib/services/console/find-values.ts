import { getPool } from '@/lib/db/pool';
import type { FindHit } from '@/lib/model/console/status';
import { indicatorKey } from '@/lib/model/hash';
import { INDICATOR_KINDS, INDICATOR_WORDS } from '@/lib/model/indicator';
import { literal } from '@/lib/services/account/row';
import { nameOf } from '@/lib/services/indicator/name';
import { beginningsOf, readingsOf } from './readings';

const MOST = 8;

interface ValueRow {
  key: bigint;
  kind: string;
  value: string;
  label: string | null;
  accounts: number;
  campaigns: number;
  watched: boolean;
  reported: boolean;
}

/** Values that a text is, or is the beginning of: exact ones first, then what two accounts share. */
export async function findValues(q: string): Promise<FindHit[]> {
  const pool = getPool();
  const readings = readingsOf(q);
  const keys = readings.map(({ kind, value }) => indicatorKey(kind, value));
  const beginnings = beginningsOf(q).map(({ kind, beginning }) => [kind, `${literal(beginning)}%`] as const);
  const found = await pool.query<ValueRow & { accounts: number | null; nth: number }>(
    `WITH exact AS (
       SELECT key, kind, value, NULL::text AS label FROM indicator WHERE key = ANY($1::bigint[])
       UNION SELECT key, kind, value, NULL FROM indicator WHERE value IN ($2, lower($2))
       UNION (SELECT key, kind, value, NULL FROM indicator
               WHERE $3::text IS NOT NULL AND kind = $3 AND value LIKE $4 LIMIT ${MOST})
       UNION SELECT indicator_key, kind, value, NULL FROM shared_indicator WHERE indicator_key = ANY($1::bigint[])),
     begun AS (
       SELECT indicator_key AS key, kind, value, label FROM indicator_spread
        WHERE length($2) >= 2 AND search LIKE $5 AND accounts > 0 ORDER BY accounts DESC, indicator_key LIMIT ${MOST}),
     found AS (
       SELECT *, 0 AS nth FROM exact UNION ALL
       SELECT *, 1 FROM begun b WHERE NOT EXISTS (SELECT 1 FROM exact e WHERE e.key = b.key))
     SELECT f.key, f.kind, f.value, coalesce(f.label, s.label) AS label,
            s.accounts, f.nth,
            coalesce(s.campaigns, 0) AS campaigns,
            EXISTS (SELECT 1 FROM watchlist_entry w WHERE w.indicator_key = f.key) AS watched,
            EXISTS (SELECT 1 FROM shared_indicator r WHERE r.indicator_key = f.key) AS reported
       FROM found f LEFT JOIN indicator_spread s ON s.indicator_key = f.key
      ORDER BY f.nth, f.kind, f.key`,
    [
      keys,
      q,
      beginnings[0]?.[0] ?? null,
      beginnings[0]?.[1] ?? null,
      `${literal(q.slice(0, 100).toLowerCase())}%`,
    ],
  );
  const rows = (await Promise.all(found.rows.map(counted)))
    .sort((a, b) => a.nth - b.nth || b.accounts - a.accounts)
    .slice(0, MOST);
  const unseen = readings.filter(
    ({ kind, value, clear }) => clear && !rows.some((row) => row.kind === kind && row.value === value),
  );
  return [
    ...rows.map((row) => ({
      kind: 'indicator' as const,
      title: row.label ?? row.value,
      detail: `${indicatorWord(row.kind)}, ${wordsOf(row)}`,
      href: `/indicators/${encodeURIComponent(nameOf(row))}`,
    })),
    ...unseen.map(({ kind, value }) => ({
      kind: 'indicator' as const,
      title: value,
      detail: `${indicatorWord(kind)}, nobody has shown it`,
      href: `/indicators/${encodeURIComponent(`${kind}:${value}`)}`,
    })),
  ];
}

/** What no run has counted yet is counted here, up to a thousand accounts. */
async function counted<T extends { key: bigint; accounts: number | null }>(
  row: T,
): Promise<T & { accounts: number }> {
  if (row.accounts !== null) return { ...row, accounts: row.accounts };
  const { rows } = await getPool().query<{ n: number }>(
    `SELECT count(*)::int AS n FROM (SELECT 1 FROM account_indicator WHERE indicator_key = $1 LIMIT 1000) a`,
    [row.key],
  );
  return { ...row, accounts: rows[0]?.n ?? 0 };
}

function wordsOf({ accounts, campaigns, watched, reported }: ValueRow): string {
  const words = [
    accounts === 0 ? 'no account' : `${accounts.toLocaleString('en-US')} account${accounts === 1 ? '' : 's'}`,
  ];
  if (campaigns > 0) words.push(`${campaigns} campaign${campaigns === 1 ? '' : 's'}`);
  if (watched) words.push('watched');
  if (reported) words.push('reported');
  return words.join(', ');
}

function indicatorWord(kind: string): string {
  const known = INDICATOR_KINDS.find((word) => word === kind);
  return known ? INDICATOR_WORDS[known] : kind;
}
