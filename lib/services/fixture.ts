import { createHash } from 'node:crypto';
import type pg from 'pg';
import { getPool } from '@/lib/db/pool';
import type { Actor, Role, Scope } from '@/lib/model/access';
import type { CampaignStatus } from '@/lib/model/campaign';
import { accountKey } from '@/lib/model/hash';

/** For tests: people, keys and the rows that decisions are about. Everything invented. */
export const T0 = new Date('2026-10-01T12:00:00.000Z');

/** Somebody who has just signed in. */
export const person = (role: Role, name = 'Dana Okafor'): Actor & { kind: 'person' } => ({
  kind: 'person',
  id: `user-${name.toLowerCase().replace(/\W+/g, '-')}`,
  name,
  email: `${name.toLowerCase().replace(/\W+/g, '.')}@example.org`,
  role,
  session: { id: `session-${name.toLowerCase().replace(/\W+/g, '-')}`, method: 'password', fresh: true },
});

export const key = (...scopes: Scope[]): Actor => ({
  kind: 'key',
  id: `key-${scopes.join('-')}`,
  name: 'A key',
  scopes,
});

export const SYSTEM: Actor = { kind: 'system', name: 'Retort' };

/** Ids in order: `id-1`, `id-2`, … */
export function countedIds(prefix = 'id'): () => string {
  let count = 0;
  return () => `${prefix}-${++count}`;
}

export async function insertUserRow(id: string, role: Role = 'analyst', banned = false): Promise<void> {
  await getPool().query('INSERT INTO auth_user (id, name, email, role, banned) VALUES ($1, $1, $2, $3, $4)', [
    id,
    `${id}@example.org`,
    role,
    banned,
  ]);
}

export async function insertAccount(id: string, status = 'active'): Promise<void> {
  await getPool().query(
    'INSERT INTO account (key, id, status, created_at, first_seen, last_seen) VALUES ($1, $2, $3, $4, $4, $4)',
    [accountKey(id), id, status, T0],
  );
}

interface CampaignSeed {
  id: string;
  status?: CampaignStatus;
  accounts?: string[];
  score?: number;
}

/** A campaign with two pieces of evidence, one open alert, and the accounts named (made when missing). */
export async function insertCampaign({
  id,
  status = 'suspected',
  accounts = [],
  score = 0.9,
}: CampaignSeed): Promise<void> {
  const pool = getPool();
  await pool.query(
    `INSERT INTO campaign (id, title, status, first_seen, last_seen, detected_at, score, coordination, extraction,
       recommended_action, exchanges, harvest_exchanges, account_count, active_accounts, capabilities, baseline, trend, run_id)
     VALUES ($1, 'A harvest of coding', $2, $3, $3, $3, $4, 0.9, 0.8, 'suspend', 1000, 900, $5, $5,
       '{"coding": 0.75, "general": 0.25}', '{"coding": 0.2}', '[]', 'run-1')`,
    [id, status, T0, score, accounts.length],
  );
  await pool.query(
    `INSERT INTO campaign_evidence (campaign_id, signal, about, log_odds, summary, baseline, details) VALUES
       ($1, 'shared_payment', 'coordination', 3.21, '4 accounts pay with one card.', 'One in 9,000 pairs does.', '{}'),
       ($1, 'verified_organization', 'coordination', -0.74, 'One is verified.', 'One in five is.', '{}')`,
    [id],
  );
  await pool.query(
    `INSERT INTO alert (id, kind, subject, campaign_id, severity, score, summary, created_at)
     VALUES ($1, 'new_campaign', $1, $2, 'critical', $3, 'A new campaign.', $4)`,
    [`alert-${id}`, id, score, T0],
  );
  for (const account of accounts) {
    const { rowCount } = await pool.query('SELECT 1 FROM account WHERE key = $1', [accountKey(account)]);
    if (!rowCount) await insertAccount(account);
    await pool.query(
      `INSERT INTO campaign_account (campaign_id, account_key, membership, harvest_share, role, reasons,
         recommended_action, exchanges, harvest_exchanges, joined_at)
       VALUES ($1, $2, 0.9, 0.8, 'worker', '["Shares a card with 3 others."]', 'suspend', 100, 90, $3)`,
      [id, accountKey(account), T0],
    );
  }
}

/** A digest of every row of the tables that verbs touch: equal before and after means nothing changed. */
export async function stateDigest(): Promise<string> {
  const pool = getPool();
  let text = digests.get(pool);
  if (!text) {
    text = digestOfAll(pool);
    digests.set(pool, text);
  }
  // Named, so that it is planned once: that takes ten times as long as running it.
  const { rows } = await pool.query<{ name: string; rows: string | null }>({
    name: 'state_digest',
    text: await text,
  });
  // Parallel workers give the parts of a union in any order.
  const sorted = rows.map(({ name, rows: digest }) => `${name} ${digest}`).sort();
  return createHash('sha256').update(sorted.join('\n')).digest('hex');
}

const digests = new WeakMap<pg.Pool, Promise<string>>();

/** One statement over all tables: a round trip for each would take most of the time of the tests that ask. */
async function digestOfAll(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ statement: string }>(
    `SELECT string_agg(format('SELECT %L AS name, md5(string_agg(t::text, E''\n'' ORDER BY t::text)) AS rows FROM %I t', relname, relname),
                       ' UNION ALL ' ORDER BY relname) AS statement
       FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`,
  );
  return rows[0]?.statement ?? '';
}
