import { BYTE_ORDER_MARK, csvLine, plainCell } from '@/lib/export/csv';
import type { CaseAccount, CaseAuditEntry, CaseExchange, CaseFile, CaseIdentity } from './model';

type Cell = string | number | boolean | null;
type Column<T> = readonly [name: string, cell: (row: T) => Cell];

/** CSV with a header, in UTF-8 with a byte order mark. */
function* table<T>(rows: readonly T[], columns: readonly Column<T>[]): Generator<string> {
  yield `${BYTE_ORDER_MARK}${csvLine(columns.map(([name]) => name))}`;
  for (const row of rows) yield csvLine(columns.map(([, cell]) => plain(cell(row))));
}

function plain(cell: Cell): Cell {
  return typeof cell === 'string' ? plainCell(cell) : cell;
}

const IDENTITY: readonly (keyof CaseIdentity)[] = [
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
];

const ACCOUNT: readonly Column<CaseAccount>[] = [
  ['account_id', (a) => a.id],
  ['membership', (a) => a.membership],
  ['harvest_share', (a) => a.harvest_share],
  ['role', (a) => a.role],
  ['recommended_action', (a) => a.recommended_action],
  ['reasons', (a) => a.reasons.join(' ')],
  ['looks_innocent', (a) => a.looks_innocent],
  ['exchanges', (a) => a.exchanges],
  ['harvest_exchanges', (a) => a.harvest_exchanges],
  ['status', (a) => a.status],
  ['status_at', (a) => a.status_at],
  ['joined_at', (a) => a.joined_at],
  ['created_at', (a) => a.created_at],
  ['first_seen', (a) => a.first_seen],
  ['last_seen', (a) => a.last_seen],
  ['pathway', (a) => a.pathway],
  ['plan', (a) => a.plan],
  ['country', (a) => a.country],
  ['verified', (a) => a.verified],
];

/** Members, surest first; what identifies a customer has columns at internal only. */
export function accountsCsv({ accounts, redaction }: CaseFile): Generator<string> {
  const identity = IDENTITY.map((name): Column<CaseAccount> => [name, (a) => a.identity?.[name] ?? null]);
  return table(accounts, redaction === 'internal' ? [...ACCOUNT, ...identity] : ACCOUNT);
}

export function indicatorsCsv({ indicators }: CaseFile): Generator<string> {
  return table(indicators, [
    ['kind', (i) => i.kind],
    ['value', (i) => i.value],
    ['keyed', (i) => i.keyed],
    ['key', (i) => i.key],
    ['accounts', (i) => i.accounts],
    ['outside', (i) => i.outside],
    ['log_odds', (i) => i.log_odds],
    ['hub', (i) => i.hub],
    ['first_seen', (i) => i.first_seen],
    ['last_seen', (i) => i.last_seen],
  ]);
}

const EXCHANGE: readonly Column<CaseExchange>[] = [
  ['exchange_id', (e) => e.id],
  ['account_id', (e) => e.account_id],
  ['occurred_at', (e) => e.occurred_at],
  ['model', (e) => e.model],
  ['capability', (e) => e.capability],
  ['score', (e) => e.score],
  ['pathway', (e) => e.pathway],
  ['input_tokens', (e) => e.input_tokens],
  ['output_tokens', (e) => e.output_tokens],
  ['status', (e) => e.status],
  ['refused', (e) => e.refused],
];

/** The sample of exchanges; masked excerpts at internal only. */
export function exchangesCsv({ exchanges, redaction }: CaseFile): Generator<string> {
  return table(
    exchanges,
    redaction === 'internal' ? [...EXCHANGE, ['excerpt', (e: CaseExchange) => e.excerpt] as const] : EXCHANGE,
  );
}

/** The audit extract with its hashes. */
export function auditCsv({ audit }: CaseFile): Generator<string> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  return table(audit, [
    ['seq', (e: CaseAuditEntry) => e.seq],
    ['at', (e) => e.at],
    ['actor_kind', (e) => e.actor_kind],
    ['actor_id', (e) => e.actor_id],
    ['actor_name', (e) => e.actor_name],
    ['verb', (e) => e.verb],
    ['entity', (e) => e.entity],
    ['entity_id', (e) => e.entity_id],
    ['before', (e) => json(e.before)],
    ['after', (e) => json(e.after)],
    ['prev_hash', (e) => e.prev_hash],
    ['hash', (e) => e.hash],
  ]);
}
