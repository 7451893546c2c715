import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { FindHit, FindResult } from '@/lib/model/console/status';
import { accountKey } from '@/lib/model/hash';
import { literal } from '@/lib/services/account/row';
import { defineQuery } from '@/lib/services/verb';
import { findPrompt } from './find-prompt';
import { findValues } from './find-values';
import { listedIds } from './readings';

const MOST_OF_A_KIND = 6;
/** Ids and values are no longer than this; only a prompt is. */
const LONGEST_VALUE = 1_000;
const LONGEST_TEXT = 30_000;

/**
 * What a pasted text may mean: campaigns by id or title, accounts by the beginning of their id, orders, decisions and
 * scaffold families by id, values in the form in which ingest keeps them, and a prompt by the keys ingest would give it. Every
 * look-up goes by an index.
 */
export const find = defineQuery({
  name: 'console.find',
  right: 'read',
  input: z.object({
    q: z
      .string()
      .max(LONGEST_TEXT)
      .transform((text) => text.replaceAll('\0', '').trim())
      .pipe(z.string().min(1)),
  }),
  run: async ({ q }): Promise<FindResult> => {
    const short = q.length <= LONGEST_VALUE;
    const [named, values, prompt, listed] = await Promise.all([
      short ? findNamed(q) : [],
      short ? findValues(q) : [],
      findPrompt(q),
      findListed(q),
    ]);
    return {
      items: unique([...listed, ...named, ...(prompt?.items ?? []), ...values]),
      verdict: prompt?.verdict ?? null,
    };
  },
});

async function findNamed(q: string): Promise<FindHit[]> {
  const pool = getPool();
  const beginning = `${literal(q)}%`;
  const [campaigns, accounts, orders, scaffolds] = await Promise.all([
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
    pool.query<{ id: string; kind: string; status: string; account_id: string }>(
      `SELECT id, kind, status, account_id FROM enforcement_order WHERE id = $1
       UNION ALL
       SELECT d.id, d.kind, 'decided', a.id FROM decision d JOIN account a ON a.key = d.account_key WHERE d.id = $1`,
      [q],
    ),
    pool.query<{ id: string; skeleton: string; accounts: number }>(
      'SELECT id, left(skeleton, 160) AS skeleton, accounts FROM scaffold WHERE id = $1',
      [q],
    ),
  ]);
  const decisions = await pool.query<{ id: string; kind: string; campaign: string; title: string }>(
    `SELECT d.id, d.kind, c.id AS campaign, c.title FROM decision d JOIN campaign c ON c.id = d.campaign_id
      WHERE d.id = $1 AND d.account_key IS NULL`,
    [q],
  );
  return [
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
    ...orders.rows.map(
      (row): FindHit => ({
        kind: 'order',
        title: row.id,
        detail: `${row.kind} of ${row.account_id}, ${row.status}`,
        href: `/accounts/${encodeURIComponent(row.account_id)}?tab=decisions`,
      }),
    ),
    ...decisions.rows.map(
      (row): FindHit => ({
        kind: 'order',
        title: row.id,
        detail: `${row.kind} of ${row.title}`,
        href: `/campaigns/${encodeURIComponent(row.campaign)}/activity`,
      }),
    ),
    ...scaffolds.rows.map(
      (row): FindHit => ({
        kind: 'scaffold',
        title: row.skeleton,
        detail: `scaffold family, ${row.accounts.toLocaleString('en-US')} accounts`,
        href: `/indicators/${encodeURIComponent(`scaffold:${row.id}`)}`,
      }),
    ),
  ];
}

/** Two to five ids of accounts lead to their comparison. */
async function findListed(q: string): Promise<FindHit[]> {
  const ids = listedIds(q);
  if (ids.length < 2) return [];
  const { rows } = await getPool().query<{ id: string }>(
    'SELECT id FROM account WHERE key = ANY($1::bigint[])',
    [ids.map(accountKey)],
  );
  if (rows.length < 2) return [];
  const query = ids
    .filter((id) => rows.some((row) => row.id === id))
    .map((id) => `id=${encodeURIComponent(id)}`);
  return [
    {
      kind: 'compare',
      title: `Compare these ${rows.length} accounts`,
      detail: rows.length < ids.length ? `${ids.length - rows.length} of the ids is of none` : 'side by side',
      href: `/accounts/compare?${query.join('&')}`,
    },
  ];
}

function unique(hits: readonly FindHit[]): FindHit[] {
  const seen = new Set<string>();
  return hits.filter(({ href }) => (seen.has(href) ? false : seen.add(href)));
}
