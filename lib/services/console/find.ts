import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { FindHit, FindResult } from '@/lib/model/console/status';
import { INDICATOR_KINDS, INDICATOR_WORDS } from '@/lib/model/indicator';
import { defineQuery } from '@/lib/services/verb';

const MOST_OF_A_KIND = 6;

/**
 * What a pasted text may mean: campaigns by id or title, accounts by the beginning of their id, indicators by their
 * exact value. Every look-up goes by an index.
 */
export const find = defineQuery({
  name: 'console.find',
  right: 'read',
  input: z.object({ q: z.string().trim().min(1).max(2_000) }),
  run: async ({ q }): Promise<FindResult> => {
    const pool = getPool();
    const beginning = `${q.replace(/[\\%_]/g, '\\$&')}%`;
    const [campaigns, accounts, indicators] = await Promise.all([
      pool.query<{ id: string; title: string; status: string; accounts: number }>(
        `SELECT id, title, status, account_count AS accounts FROM campaign
         WHERE id = $1 OR title ILIKE $2 ORDER BY (id = $1) DESC, score DESC, id LIMIT ${MOST_OF_A_KIND}`,
        [q, `%${beginning}`],
      ),
      pool.query<{ id: string; status: string; exchanges: number }>(
        `SELECT id, status, exchanges::float8 AS exchanges FROM account
         WHERE id LIKE $1 ORDER BY (id = $2) DESC, id LIMIT ${MOST_OF_A_KIND}`,
        [beginning, q],
      ),
      pool.query<{ kind: string; value: string; accounts: number }>(
        `SELECT kind, value, accounts FROM indicator WHERE value = $1 ORDER BY accounts DESC, kind LIMIT ${MOST_OF_A_KIND}`,
        [q],
      ),
    ]);
    return {
      items: [
        ...campaigns.rows.map(
          (row): FindHit => ({
            kind: 'campaign',
            title: row.title,
            detail: `${row.status}, ${row.accounts.toLocaleString('en-US')} accounts`,
            href: `/campaigns/${encodeURIComponent(row.id)}`,
          }),
        ),
        ...accounts.rows.map(
          (row): FindHit => ({
            kind: 'account',
            title: row.id,
            detail: `${row.status}, ${row.exchanges.toLocaleString('en-US')} exchanges`,
            href: `/accounts/${encodeURIComponent(row.id)}`,
          }),
        ),
        ...indicators.rows.map(
          (row): FindHit => ({
            kind: 'indicator',
            title: row.value,
            detail: `${wordOf(row.kind)}, on ${row.accounts.toLocaleString('en-US')} accounts`,
            href: `/accounts?indicator=${encodeURIComponent(`${row.kind}:${row.value}`)}`,
          }),
        ),
      ],
    };
  },
});

function wordOf(kind: string): string {
  const known = INDICATOR_KINDS.find((word) => word === kind);
  return known ? INDICATOR_WORDS[known] : kind;
}
