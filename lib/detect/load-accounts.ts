import type { PoolClient } from 'pg';
import { CAPABILITIES } from '@/lib/model/capability';
import type { IndicatorKind } from '@/lib/model/indicator';
import { addressBlock } from '@/lib/text/structure';
import { type Exchanges, LIMITED, REFUSED } from './exchanges';
import type { AccountFacts } from './snapshot';

/** An account with the values of its registration that others may share. */
export interface LoadedAccount {
  key: bigint;
  /** Nothing is counted yet of what it sent. */
  facts: AccountFacts;
  identity: [IndicatorKind, string][];
}

interface Row {
  key: bigint;
  id: string;
  created_at: Date | null;
  [column: string]: unknown;
}

const COLUMNS = `pathway, plan, country, organization, email_domain, email_pattern, email_hash, phone_hash, payment_fingerprint,
  payment_bin, payment_country, payment_kind, signup_ip, signup_asn, device_id, ja4, verified, declared_use`;

/** Reads accounts in the order of their keys, as far as they existed at `until`. Leaves the temporary table `active` of their keys. */
export async function loadAccounts(
  tx: PoolClient,
  until: number,
  keys: readonly bigint[],
): Promise<LoadedAccount[]> {
  await tx.query('DROP TABLE IF EXISTS active');
  await tx.query('CREATE TEMP TABLE active (account_key bigint PRIMARY KEY) ON COMMIT DROP');
  await tx.query('INSERT INTO active SELECT unnest($1::bigint[])', [keys]);
  await tx.query('ANALYZE active');
  const { rows } = await tx.query<Row>(
    `SELECT a.key, a.id, a.created_at, ${COLUMNS}, a.status, a.status_at, e.kind AS event_kind, e.occurred_at AS event_at
       FROM active v JOIN account a ON a.key = v.account_key
       LEFT JOIN LATERAL (
         SELECT kind, occurred_at FROM account_event
          WHERE account_key = v.account_key AND occurred_at <= $1 AND kind IN ('banned', 'suspended', 'reinstated')
          ORDER BY occurred_at DESC, kind LIMIT 1) e ON true
      ORDER BY a.key`,
    [new Date(until)],
  );
  return rows.map((row) => toAccount(row, until));
}

const DAY_MICROSECONDS = 86_400_000_000;

/** Counts what the account at a position sent. Tokens are added up while reading. */
export function countTraffic(facts: AccountFacts, exchanges: Exchanges, account: number): void {
  const [from, to] = [exchanges.from[account] as number, exchanges.from[account + 1] as number];
  let [loose, lastDay] = [0, -1];
  for (let i = from; i < to; i++) {
    const capability = exchanges.capability[i] as number;
    facts.capabilities[capability] = (facts.capabilities[capability] ?? 0) + 1;
    const flags = exchanges.flags[i] as number;
    if (flags & REFUSED) facts.refused++;
    if (flags & LIMITED) facts.limited++;
    if (exchanges.session[i] === 0) loose++;
    const day = Math.floor((exchanges.at[i] as number) / DAY_MICROSECONDS);
    if (day !== lastDay) facts.days++;
    lastDay = day;
  }
  const sessions = exchanges.session.slice(from, to).sort();
  let named = 0;
  for (let i = 0; i < sessions.length; i++)
    if (sessions[i] !== 0 && (i === 0 || sessions[i] !== sessions[i - 1])) named++;
  facts.exchanges = to - from;
  facts.sessions = named + loose;
  facts.first = Math.floor((exchanges.at[from] as number) / 1000);
  facts.last = Math.floor((exchanges.at[to - 1] as number) / 1000);
}

function toAccount(row: Row, until: number): LoadedAccount {
  const created = row.created_at && row.created_at.getTime() <= until ? row.created_at.getTime() : null;
  const text = (column: string): string | null =>
    created !== null && typeof row[column] === 'string' && row[column] !== ''
      ? (row[column] as string)
      : null;
  const { status, statusAt } = statusAtTime(row, until);
  const facts: AccountFacts = {
    key: row.key,
    id: row.id,
    createdAt: created,
    pathway: text('pathway'),
    plan: text('plan'),
    country: text('country'),
    organization: text('organization'),
    emailDomain: text('email_domain'),
    emailPattern: text('email_pattern'),
    paymentBin: text('payment_bin'),
    paymentKind: text('payment_kind'),
    verified: text('verified'),
    declaredUse: text('declared_use'),
    status,
    statusAt,
    exchanges: 0,
    sessions: 0,
    first: 0,
    last: 0,
    days: 0,
    refused: 0,
    limited: 0,
    outputTokens: 0,
    capabilities: new Array<number>(CAPABILITIES.length).fill(0),
  };
  const identity: [IndicatorKind, string | null][] = [
    ['payment_fingerprint', text('payment_fingerprint')],
    [
      'payment_bin',
      [text('payment_bin'), text('payment_kind'), text('payment_country')].filter(Boolean).join(' ') || null,
    ],
    ['email_domain', text('email_domain')],
    ['email_pattern', text('email_pattern')],
    ['email_hash', text('email_hash')],
    ['phone_hash', text('phone_hash')],
    ['organization', text('organization')],
    ['signup_block', addressBlock(text('signup_ip') ?? undefined)],
    ['signup_asn', text('signup_asn')],
    ['signup_device', text('device_id')],
    ['signup_ja4', text('ja4')],
  ];
  return {
    key: row.key,
    facts,
    identity: identity.filter((pair): pair is [IndicatorKind, string] => pair[1] !== null),
  };
}

/** Events know every change; the account record only the last one, which counts when it was made by then. */
export function statusAtTime(
  row: { [column: string]: unknown },
  until: number,
): { status: string; statusAt: number | null } {
  const event = row.event_at as Date | null;
  const recorded = row.status_at as Date | null;
  if (recorded && recorded.getTime() <= until && (!event || recorded >= event)) {
    return { status: row.status as string, statusAt: recorded.getTime() };
  }
  if (!event) return { status: 'active', statusAt: null };
  const kind = row.event_kind as string;
  return { status: kind === 'reinstated' ? 'active' : kind, statusAt: event.getTime() };
}
