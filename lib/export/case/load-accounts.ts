import type { PoolClient } from 'pg';
import { type Cut, cutOf } from './included';
import type { CaseAccount, CaseExclusion, CaseIdentity, CaseTotals } from './model';

/** Beyond any campaign seen so far; the file says when there are more. */
export const MOST_ACCOUNTS = 200_000;
const MOST_EXCLUDED = 10_000;
const A_PAGE = 2_500;

const IDENTITY = [
  'organization',
  'email_domain',
  'email_pattern',
  'email_hash',
  'phone_hash',
  'payment_fingerprint',
  'payment_bin',
  'payment_country',
  'payment_kind',
  'signup_ip',
  'signup_asn',
  'device_id',
  'ja4',
  'declared_use',
] as const satisfies (keyof CaseIdentity)[];

type Row = Omit<CaseAccount, Time | 'identity'> &
  CaseIdentity & { key: string } & { [K in Time]: K extends 'joined_at' ? Date : Date | null };
type Time = 'joined_at' | 'status_at' | 'created_at' | 'first_seen' | 'last_seen';

/** Members, surest first, read page by page. */
export async function readAccounts(tx: PoolClient, id: string): Promise<Cut<CaseAccount>> {
  const items: CaseAccount[] = [];
  let last = null as { membership: number; key: string } | null;
  while (items.length < MOST_ACCOUNTS) {
    const { rows } = await tx.query<Row>(
      `SELECT m.account_key::text AS key, a.id, m.membership, m.harvest_share, m.role, m.reasons, m.recommended_action, m.exchanges,
              m.harvest_exchanges, m.looks_innocent, m.joined_at, a.status, a.status_at, a.created_at, a.first_seen,
              a.last_seen, a.pathway, a.plan, a.country, a.verified, ${IDENTITY.map((name) => `a.${name}`).join(', ')}
         FROM campaign_account m JOIN account a ON a.key = m.account_key
        WHERE m.campaign_id = $1 AND ($2::float8 IS NULL OR m.membership < $2 OR (m.membership = $2 AND m.account_key > $3::bigint))
        ORDER BY m.membership DESC, m.account_key LIMIT ${A_PAGE}`,
      [id, last?.membership ?? null, last?.key ?? null],
    );
    for (const row of rows) items.push(accountOf(row));
    const end = rows.at(-1);
    if (!end || rows.length < A_PAGE) break;
    last = { membership: end.membership, key: end.key };
  }
  const { rows } = await tx.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM campaign_account WHERE campaign_id = $1',
    [id],
  );
  return cutOf(items, rows[0]?.n ?? items.length, MOST_ACCOUNTS);
}

function accountOf(row: Row): CaseAccount {
  return {
    id: row.id,
    membership: row.membership,
    harvest_share: row.harvest_share,
    role: row.role,
    reasons: row.reasons,
    recommended_action: row.recommended_action,
    exchanges: row.exchanges,
    harvest_exchanges: row.harvest_exchanges,
    looks_innocent: row.looks_innocent,
    joined_at: row.joined_at.toISOString(),
    status: row.status,
    status_at: row.status_at?.toISOString() ?? null,
    created_at: row.created_at?.toISOString() ?? null,
    first_seen: row.first_seen?.toISOString() ?? null,
    last_seen: row.last_seen?.toISOString() ?? null,
    pathway: row.pathway,
    plan: row.plan,
    country: row.country,
    verified: row.verified,
    identity: Object.fromEntries(IDENTITY.map((name) => [name, row[name]])) as unknown as CaseIdentity,
  };
}

export async function readExcluded(tx: PoolClient, id: string): Promise<CaseExclusion[]> {
  const { rows } = await tx.query<Omit<CaseExclusion, 'at'> & { at: Date }>(
    `SELECT a.id, x.kind, x.reason, x.actor_name AS by, x.excluded_at AS at
       FROM campaign_exclusion x JOIN account a ON a.key = x.account_key
      WHERE x.campaign_id = $1 ORDER BY x.excluded_at, a.id LIMIT ${MOST_EXCLUDED}`,
    [id],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

const GROUPS = {
  by_status: 'a.status',
  by_role: 'm.role',
  by_country: 'a.country',
  by_verified: 'a.verified',
  by_plan: 'a.plan',
};

/** Counts over all members, and their traffic as the rollup has it. */
export async function readTotals(tx: PoolClient, id: string): Promise<CaseTotals> {
  const groups = Object.entries(GROUPS);
  const { rows } = await tx.query<{ of: string; value: string; n: number }>(
    groups
      .map(
        ([name, column]) =>
          `SELECT '${name}' AS of, coalesce(${column}, 'unknown') AS value, count(*)::int AS n
             FROM campaign_account m JOIN account a ON a.key = m.account_key WHERE m.campaign_id = $1 GROUP BY 2`,
      )
      .join(' UNION ALL '),
    [id],
  );
  const counted = (name: string) =>
    Object.fromEntries(
      rows
        .filter((row) => row.of === name)
        .sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1))
        .map(({ value, n }) => [value, n]),
    );
  const traffic = await tx.query<Omit<CaseTotals, keyof typeof GROUPS | 'looks_innocent'>>(
    `SELECT coalesce(sum(h.exchanges), 0)::float8 AS exchanges, coalesce(sum(h.input_tokens), 0)::float8 AS input_tokens,
            coalesce(sum(h.output_tokens), 0)::float8 AS output_tokens, coalesce(sum(h.refused), 0)::float8 AS refused,
            coalesce(sum(h.limited), 0)::float8 AS limited
       FROM campaign_account m JOIN account_hour h ON h.account_key = m.account_key WHERE m.campaign_id = $1`,
    [id],
  );
  const innocent = await tx.query<{ n: number }>(
    'SELECT count(looks_innocent)::int AS n FROM campaign_account WHERE campaign_id = $1',
    [id],
  );
  const sums = traffic.rows[0];
  if (!sums) throw new Error('an aggregate gave no row');
  return {
    by_status: counted('by_status'),
    by_role: counted('by_role'),
    by_country: counted('by_country'),
    by_verified: counted('by_verified'),
    by_plan: counted('by_plan'),
    looks_innocent: innocent.rows[0]?.n ?? 0,
    ...sums,
  };
}
