import type { PoolClient } from 'pg';
import type { IndicatorKind } from '@/lib/model/indicator';
import { addressBlock } from '@/lib/text/structure';
import type { AccountFacts } from './snapshot';

/** An account with the values of its registration that others may share. */
export interface LoadedAccount {
  key: bigint;
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

/** Reads the active accounts in the order of their keys, as far as they existed at `until`. */
export async function loadAccounts(tx: PoolClient, until: number): Promise<LoadedAccount[]> {
  const { rows } = await tx.query<Row>(
    `SELECT a.key, a.id, a.created_at, ${COLUMNS}, a.status, a.status_at, v.exchanges, v.sessions, v.loose, v.first, v.last, v.days,
            v.refused, v.limited, v.output_tokens, v.capabilities, e.kind AS event_kind, e.occurred_at AS event_at
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
    exchanges: row.exchanges as number,
    sessions: (row.sessions as number) + (row.loose as number),
    first: (row.first as Date).getTime(),
    last: (row.last as Date).getTime(),
    days: row.days as number,
    refused: row.refused as number,
    limited: row.limited as number,
    outputTokens: row.output_tokens as number,
    capabilities: row.capabilities as number[],
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
