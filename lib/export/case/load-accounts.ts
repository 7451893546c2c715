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
  const words = new Words();
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
    for (const row of rows) items.push(accountOf(row, words));
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

/** One string for the same text of many accounts: each row of the database brings its own. */
class Words {
  private readonly known = new Map<string, string>();

  one<T extends string | null>(text: T): T {
    if (text === null) return text;
    const before = this.known.get(text);
    if (before !== undefined) return before as T;
    this.known.set(text, text);
    return text;
  }

  time(at: Date): string {
    return this.one(at.toISOString());
  }
}

function accountOf(row: Row, words: Words): CaseAccount {
  const time = (at: Date | null) => (at === null ? null : words.time(at));
  const { id, membership, harvest_share, exchanges, harvest_exchanges } = row;
  return {
    id,
    membership,
    harvest_share,
    role: words.one(row.role),
    reasons: row.reasons.map((reason) => words.one(reason)),
    recommended_action: words.one(row.recommended_action),
    exchanges,
    harvest_exchanges,
    looks_innocent: words.one(row.looks_innocent),
    joined_at: words.time(row.joined_at),
    status: words.one(row.status),
    status_at: time(row.status_at),
    created_at: time(row.created_at),
    first_seen: time(row.first_seen),
    last_seen: time(row.last_seen),
    pathway: words.one(row.pathway),
    plan: words.one(row.plan),
    country: words.one(row.country),
    verified: words.one(row.verified),
    identity: {
      organization: words.one(row.organization),
      email_domain: words.one(row.email_domain),
      email_pattern: words.one(row.email_pattern),
      email_hash: row.email_hash,
      phone_hash: row.phone_hash,
      payment_fingerprint: words.one(row.payment_fingerprint),
      payment_bin: words.one(row.payment_bin),
      payment_country: words.one(row.payment_country),
      payment_kind: words.one(row.payment_kind),
      signup_ip: words.one(row.signup_ip),
      signup_asn: words.one(row.signup_asn),
      device_id: words.one(row.device_id),
      ja4: words.one(row.ja4),
      declared_use: words.one(row.declared_use),
    },
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
