import type { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import {
  type AccountPage,
  type AccountRow,
  type AccountSort,
  accountFilter,
} from '@/lib/model/console/account';
import type { AccountStatus } from '@/lib/model/decision';
import {
  cursorBigint,
  cursorNumber,
  cursorTime,
  encodeCursor,
  pageInput,
  readCursor,
} from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { readIndicator } from './indicator-filter';
import { keptShares } from './recent-shares';
import { type CampaignOf, campaignOfAccount, campaignsOf } from './row';
import { accountConditions, type Where } from './where';

export const SORT_COLUMNS: Record<AccountSort, string> = {
  last_seen: 'last_seen',
  created: 'created_at',
  // By the table, since the rows have a converted value of the same name that no index is on.
  exchanges: 'account.exchanges',
};

/** As the indexes on account have it: exchanges are always known, and nulls of the times come last in both directions. */
export function orderOf(sort: AccountSort, order: 'asc' | 'desc'): string {
  const nulls = sort === 'exchanges' ? '' : order === 'asc' ? ' NULLS FIRST' : ' NULLS LAST';
  return `${SORT_COLUMNS[sort]} ${order}${nulls}, key ${order}`;
}

/** Matches of a filter are counted up to here. */
const COUNT_TO = 10_000;

interface Row {
  key: bigint;
  id: string;
  status: AccountStatus;
  pathway: string | null;
  plan: string | null;
  verified: string | null;
  organization: string | null;
  email_pattern: string | null;
  email_domain: string | null;
  created_at: Date | null;
  last_seen: Date | null;
  exchanges: number;
}

/** A keyset page of the accounts for the console's list, each with its campaign and what it sought lately. */
export const browseAccounts = defineQuery({
  name: 'account.browse',
  right: 'read',
  input: accountFilter.extend(pageInput.shape),
  run: async ({ limit, cursor, ...filter }): Promise<AccountPage> => {
    const indicator = filter.indicator ? await readIndicator(filter.indicator) : null;
    const where = accountConditions(filter, indicator);
    const [rows, total] =
      filter.q !== undefined && cursor === undefined
        ? await scanOnce(filter, where, limit + 1)
        : await Promise.all([
            pageRows(filter, where, limit + 1, cursor),
            cursor === undefined ? countAll(where) : null,
          ]);
    const shown = rows.slice(0, limit);
    const keys = shown.map((row) => row.key);
    const [campaigns, recent] = await Promise.all([campaignsOf(keys), keptShares(shown)]);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => itemOf(row, campaigns.get(row.key), recent.get(row.key))),
      next_cursor:
        rows.length > limit && last ? encodeCursor([sortValue(filter.sort, last), String(last.key)]) : null,
      total: total?.n ?? null,
      total_is_least: total?.least ?? false,
      indicator: indicator ? { kind: indicator.kind, value: indicator.value, known: indicator.known } : null,
    };
  },
});

/**
 * Rows in the order of the indexes on account, whose nulls come last in both directions: first what has the value, by
 * a row comparison that the index answers, then what has none.
 */
async function pageRows(
  filter: Pick<z.output<typeof accountFilter>, 'sort' | 'order'>,
  where: Where,
  most: number,
  cursor: string | undefined,
): Promise<Row[]> {
  const [after, key] = readCursor(cursor, [
    filter.sort === 'exchanges' ? cursorNumber : cursorTime,
    cursorBigint,
  ]);
  const column = SORT_COLUMNS[filter.sort];
  const than = filter.order === 'asc' ? '>' : '<';
  const ask = async (extra: (params: unknown[]) => string, count: number): Promise<Row[]> => {
    const params = [...where.params];
    const all = [...where.sql, extra(params)];
    const { rows } = await getPool().query<Row>(
      `SELECT key, id, status, pathway, plan, verified, organization, email_pattern, email_domain, created_at, last_seen,
              exchanges::float8 AS exchanges
         FROM account WHERE ${all.join(' AND ')}
        ORDER BY ${orderOf(filter.sort, filter.order)} LIMIT ${count}`,
      params,
    );
    return rows;
  };
  const inNulls = cursor !== undefined && after === null;
  const rows = inNulls
    ? []
    : await ask((params) => {
        if (after === null) return `${column} IS NOT NULL`;
        params.push(after, key);
        return `(${column}, key) ${than} ($${params.length - 1}, $${params.length})`;
      }, most);
  if (rows.length >= most || filter.sort === 'exchanges') return rows;
  const rest = await ask((params) => {
    if (!inNulls) return `${column} IS NULL`;
    params.push(key);
    return `${column} IS NULL AND key ${than} $${params.length}`;
  }, most - rows.length);
  return [...rows, ...rest];
}

/** What no index answers, the first page and the count by one look at every account. */
async function scanOnce(
  { sort, order }: Pick<z.output<typeof accountFilter>, 'sort' | 'order'>,
  { sql, params }: Where,
  most: number,
): Promise<[Row[], { n: number; least: boolean }]> {
  const column = SORT_COLUMNS[sort];
  const { rows } = await getPool().query<Row & { n: number }>(
    `WITH hit AS MATERIALIZED (SELECT key, ${column} AS by FROM account WHERE ${sql.join(' AND ')})
     SELECT a.key, id, status, pathway, plan, verified, organization, email_pattern, email_domain, created_at, last_seen,
            exchanges::float8 AS exchanges, (SELECT count(*)::int FROM hit) AS n
       FROM (SELECT key, by FROM hit ORDER BY by ${order} NULLS LAST, key ${order} LIMIT ${most}) p JOIN account a ON a.key = p.key
      ORDER BY p.by ${order} NULLS LAST, p.key ${order}`,
    params,
  );
  const n = rows[0]?.n ?? 0;
  return [rows, n > COUNT_TO ? { n: COUNT_TO, least: true } : { n, least: false }];
}

/** All accounts exactly; of a filter so many at most, since its count may need every row. */
async function countAll({ sql, params }: Where): Promise<{ n: number; least: boolean }> {
  const counted =
    sql.length === 0
      ? 'SELECT count(*)::int AS n FROM account'
      : `SELECT count(*)::int AS n FROM (SELECT 1 FROM account WHERE ${sql.join(' AND ')} LIMIT ${COUNT_TO + 1}) a`;
  const { rows } = await getPool().query<{ n: number }>(counted, params);
  const n = rows[0]?.n ?? 0;
  return sql.length > 0 && n > COUNT_TO ? { n: COUNT_TO, least: true } : { n, least: false };
}

function sortValue(sort: AccountSort, row: Row): string | number | null {
  if (sort === 'exchanges') return row.exchanges;
  return (sort === 'created' ? row.created_at : row.last_seen)?.toISOString() ?? null;
}

function itemOf(
  row: Row,
  campaign: CampaignOf | undefined,
  capabilities: AccountRow['capabilities'] | undefined,
): AccountRow {
  const { id, status, pathway, plan, verified, organization, exchanges } = row;
  return {
    id,
    status,
    pathway,
    plan,
    verified,
    organization,
    email: emailOf(row.email_pattern, row.email_domain),
    created_at: row.created_at?.toISOString() ?? null,
    last_seen: row.last_seen?.toISOString() ?? null,
    exchanges,
    campaign: campaignOfAccount(campaign),
    capabilities: capabilities ?? {},
  };
}

function emailOf(pattern: string | null, domain: string | null): string | null {
  if (!pattern && !domain) return null;
  return [pattern, domain ? `@${domain}` : null].filter(Boolean).join(' ');
}
