import type { PoolClient } from 'pg';
import type { BatchPreview, BatchScope } from '@/lib/model/batch';
import { batchPhrase, INNOCENT_SIGNS } from '@/lib/model/batch-moves';
import { type AccountStatus, accountMove, ORDER_KINDS, type OrderKind } from '@/lib/model/decision';
import type { ReversalScope } from './row';

const SAMPLE = 20;
/** Accounts whose hours are added up for the tokens; of more of them they are estimated. */
const TOKENS_FROM = 1_000;
/** Organizations and e-mail domains named in the preview; a class of students would be at the top. */
const LARGEST = 8;

/** Buckets in order, the lowest first: from how many days or exchanges on, and what it is called. */
const AGES = [
  [0, 'under a day'],
  [1, '1 to 7 days'],
  [7, '7 to 30 days'],
  [30, '30 days to a year'],
  [365, 'over a year'],
] as const;
const SPENDS = [
  [0, 'none'],
  [1, '1 to 99'],
  [100, '100 to 999'],
  [1_000, '1,000 to 9,999'],
  [10_000, '10,000 and more'],
] as const;

const bucket = (value: string, buckets: readonly (readonly [number, string])[]) =>
  `CASE ${[...buckets]
    .reverse()
    .map(([from, name]) => `WHEN ${value} >= ${from} THEN '${name}'`)
    .join(' ')} ELSE '${buckets[0]?.[1]}' END`;

/** The counts of a batch whose accounts have just been written down. */
export async function readPreview(
  tx: PoolClient,
  id: string,
  now: Date,
  scope: BatchScope | ReversalScope,
): Promise<BatchPreview> {
  const { rows } = await tx.query<{ of: string; value: string; accounts: number }>(
    `WITH b AS MATERIALIZED (
       SELECT r.status_seen, r.look_innocent, a.verified, a.pathway, a.organization, a.email_domain, a.exchanges,
              extract(epoch FROM $2::timestamptz - coalesce(a.created_at, a.first_seen)) / 86400 AS age
         FROM batch_account r JOIN account a ON a.key = r.account_key WHERE r.batch_id = $1)
     SELECT 'accounts' AS of, '' AS value, count(*)::int AS accounts FROM b
     UNION ALL SELECT 'exchanges', coalesce(sum(exchanges), 0)::text, 0 FROM b
     UNION ALL SELECT 'status', status_seen, count(*)::int FROM b GROUP BY 2
     UNION ALL SELECT 'plain', status_seen, count(*)::int FROM b WHERE look_innocent = '{}' GROUP BY 2
     UNION ALL SELECT 'age', CASE WHEN age IS NULL THEN 'unknown' ELSE ${bucket('age', AGES)} END, count(*)::int FROM b GROUP BY 2
     UNION ALL SELECT 'spend', ${bucket('exchanges', SPENDS)}, count(*)::int FROM b GROUP BY 2
     UNION ALL SELECT 'verification', coalesce(verified, 'unknown'), count(*)::int FROM b GROUP BY 2
     UNION ALL SELECT 'pathway', coalesce(pathway, 'unknown'), count(*)::int FROM b GROUP BY 2
     UNION ALL (SELECT 'organization', organization, count(*)::int FROM b WHERE organization IS NOT NULL
                 GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT ${LARGEST})
     UNION ALL (SELECT 'domain', email_domain, count(*)::int FROM b WHERE email_domain IS NOT NULL
                 GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT ${LARGEST})
     UNION ALL SELECT 'innocent', '', count(*)::int FROM b WHERE look_innocent <> '{}'
     UNION ALL SELECT 'sign', sign, count(*)::int FROM b, unnest(look_innocent) AS sign GROUP BY 2`,
    [id, now],
  );
  const of = (what: string) => rows.filter((row) => row.of === what);
  const count = (what: string) => of(what)[0]?.accounts ?? 0;
  const largest = (what: string) =>
    of(what)
      .map(({ value, accounts }) => ({ value, accounts }))
      .sort((a, b) => b.accounts - a.accounts || (a.value < b.value ? -1 : 1));
  const ordered = (what: string, order: readonly string[]) =>
    largest(what).sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
  const accounts = count('accounts');
  return {
    accounts,
    unknown_ids:
      'ids' in scope && scope.ids !== null && !('reverses' in scope)
        ? unknown(scope.ids, scope.exclude, accounts)
        : 0,
    statuses: largest('status'),
    ages: ordered('age', [...AGES.map(([, name]) => name), 'unknown']),
    spend: {
      exchanges: Number(of('exchanges')[0]?.value ?? 0),
      tokens: await tokensOf(tx, id, accounts),
      tokens_estimated: accounts > TOKENS_FROM,
      by_exchanges: ordered(
        'spend',
        SPENDS.map(([, name]) => name),
      ),
    },
    verification: largest('verification'),
    pathways: largest('pathway'),
    organizations: largest('organization'),
    domains: largest('domain'),
    innocent: { accounts: count('innocent'), signs: ordered('sign', INNOCENT_SIGNS) },
    kinds: Object.fromEntries(
      ORDER_KINDS.map((kind) => [kind, kindOf(kind, of(kind === 'reinstate' ? 'status' : 'plain'))]),
    ) as BatchPreview['kinds'],
    sample: await sampleOf(tx, id),
  };
}

function unknown(ids: readonly string[], exclude: readonly string[] = [], found: number): number {
  const left = new Set(ids);
  for (const id of exclude) left.delete(id);
  return Math.max(0, left.size - found);
}

/** What a kind would do to accounts with these statuses. */
function kindOf(kind: OrderKind, statuses: readonly { value: string; accounts: number }[]) {
  let accounts = 0;
  let pointless = 0;
  for (const { value, accounts: count } of statuses) {
    if ('to' in accountMove(value as AccountStatus, kind)) accounts += count;
    else pointless += count;
  }
  return { accounts, pointless, phrase: batchPhrase(kind, accounts, 0) };
}

/** Tokens of all accounts, taken from at most {@link TOKENS_FROM} of them: turns are random, so the first ones are a fair sample. */
async function tokensOf(tx: PoolClient, id: string, accounts: number): Promise<number> {
  const first = await tx.query<{ account_key: bigint }>(
    `SELECT account_key FROM batch_account WHERE batch_id = $1 ORDER BY turn, account_key LIMIT ${TOKENS_FROM}`,
    [id],
  );
  const { rows } = await tx.query<{ tokens: number }>(
    `SELECT coalesce(sum(input_tokens + output_tokens), 0)::float8 AS tokens
       FROM account_hour WHERE account_key = ANY($1::bigint[])`,
    [first.rows.map((row) => row.account_key)],
  );
  return Math.round((rows[0]?.tokens ?? 0) * Math.max(1, accounts / TOKENS_FROM));
}

async function sampleOf(tx: PoolClient, id: string): Promise<BatchPreview['sample']> {
  const { rows } = await tx.query<BatchPreview['sample'][number] & { created_at: Date | null }>(
    `SELECT r.account_id AS id, r.status_seen, a.pathway, a.plan, a.verified, a.organization, a.created_at,
            a.exchanges::float8 AS exchanges, r.membership, r.harvest_share, r.look_innocent
       FROM batch_account r JOIN account a ON a.key = r.account_key
      WHERE r.batch_id = $1 ORDER BY r.turn, r.account_key LIMIT ${SAMPLE}`,
    [id],
  );
  return rows.map((row) => ({ ...row, created_at: (row.created_at as Date | null)?.toISOString() ?? null }));
}
