import { isoOf, toAddress, toCount, toMicros, toText } from '@/lib/ingest/sources/coerce';
import { mailbox, mailParts, mailShape, plainPhone, registrableDomain } from '@/lib/text/mail';
import { mask } from '@/lib/text/mask';
import { COLUMNS, type Column, columnOf, WORDS } from './columns';
import type { Hasher } from './hash';

/**
 * Facts of one account as they may be kept: fields of the contract's `account`, none of them required but `id`; no address and no number
 * stands in it any more. Preparing it again changes nothing.
 */
export interface Prepared {
  type: 'account' | 'account_event' | 'refused';
  [field: string]: unknown;
}

/** Where a field that was derived comes from, in words that follow "derived from the". */
export const FROM = {
  email: 'e-mail address',
  phone: 'telephone number',
  card: 'card',
  stripe: 'customer at Stripe',
} as const;
const FROM_WORDS: ReadonlySet<unknown> = new Set(Object.values(FROM));

/** What stands for a value that cannot be read, so that the row is refused by the name of the field and not by what stands there. */
const UNREADABLE = '?';

/** Why a row is no account: its own words would be kept with the reject. */
const refused = (why: string): Prepared => ({ type: 'refused', why });

/**
 * Reads one row of a feed of accounts, a record of a table or an object whose heads are those of COLUMNS (objects within are read as
 * `payment_bin`): hashes what must not be kept, and leaves out what is not known. Pure.
 */
export function prepareAccount(row: unknown, hash: Hasher): Prepared {
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    return refused('The row is not a JSON object.');
  const given = row as Record<string, unknown>;
  if ('' in given) return refused('The row has more cells than the head, or a quote that is not closed.');
  const { type } = given;
  if (type === 'account_event') {
    const { account_id, occurred_at, kind, reason } = given;
    const why = typeof reason === 'string' ? mask(reason) : undefined;
    return compact({ type, account_id, occurred_at, kind, reason: why }) as Prepared;
  }
  if (type === 'refused') return refused(String(given.why ?? '').slice(0, 200));
  if (type !== undefined && type !== 'account')
    return refused('Only accounts and account_events are taken here.');
  const cells = new Cells(given);
  const record: Prepared = { type: 'account', id: cells.text('id') };
  for (const name of ['created_at', 'as_of', 'status_at'] as const) {
    const cell = cells.raw(name);
    if (cell === undefined) continue;
    const at = toMicros(cell);
    record[name] = Number.isNaN(at) ? UNREADABLE : isoOf(at);
  }
  for (const name of ['plan', 'organization', 'declared_use'] as const) record[name] = cells.masked(name);
  for (const name of ['pathway', 'verified', 'status'] as const) record[name] = cells.word(name);
  for (const name of ['device_id', 'ja4', 'email_pattern', 'email_hash', 'phone_hash'] as const)
    record[name] = cells.text(name);
  record.email_domain = cells.read('email_domain', (text) => registrableDomain(text) ?? text.toLowerCase());
  record.rpm_limit = cells.read('rpm_limit', toCount);
  record.signup_ip = cells.read('signup_ip', toAddress);
  record.signup_asn = cells.read('signup_asn', (text) => /^(?:AS)?(\d{1,10})$/i.exec(text.trim())?.[1]);
  record.country = cells.read('country', countryOf);
  const derived: Record<string, string> = { ...derivedOf(given.derived) };
  const set = (name: string, value: unknown, from: string) => {
    if (value === undefined || value === null || record[name] !== undefined) return;
    record[name] = value;
    derived[name] = from;
  };
  const email = cells.read('email', (text) => mailParts(text) ?? undefined);
  if (email) {
    set('email_hash', hash('email', mailbox(`${email.local}@${email.domain}`) as string), FROM.email);
    set('email_domain', registrableDomain(email.domain) ?? email.domain, FROM.email);
    set('email_pattern', mailShape(email.local), FROM.email);
  }
  const phone = cells.read('phone', (text) => plainPhone(text) ?? undefined);
  if (phone) set('phone_hash', hash('phone', phone), FROM.phone);
  const card = cells.text('card_fingerprint');
  const payment: Record<string, unknown> = {
    fingerprint: cells.text('payment_fingerprint') ?? (card && hash('card', card)),
    // Of a whole number of a card, which nobody should send, no more than the issuer.
    bin: cells.read('payment_bin', (text) => /^\d{4,8}/.exec(text.replaceAll(/[\s-]/g, ''))?.[0]),
    country: cells.read('payment_country', countryOf),
    kind: cells.read('payment_kind', (text) => (/\d{6}/.test(text) ? undefined : text.toLowerCase())),
  };
  if (card && payment.fingerprint !== cells.text('payment_fingerprint'))
    derived.payment_fingerprint = FROM.card;
  if (Object.values(payment).some((value) => value !== undefined)) record.payment = compact(payment);
  const paymentAt = toMicros(given.payment_at);
  if (!Number.isNaN(paymentAt)) record.payment_at = isoOf(paymentAt);
  if (Object.keys(derived).length > 0) record.derived = derived;
  const leftOut = cells.leftOut + (toCount(given.left_out) ?? 0);
  if (leftOut > 0) record.left_out = leftOut;
  return compact(record) as Prepared;
}

function compact(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

function countryOf(text: string): string | undefined {
  const plain = text.trim();
  if (plain.length > 60) return undefined;
  return /^[a-z]{2}$/i.test(plain) ? plain.toUpperCase() : plain;
}

/** Only what was written here before. */
function derivedOf(given: unknown): Record<string, string> {
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).filter(([name, from]) => /^[a-z_]{1,30}$/.test(name) && FROM_WORDS.has(from)),
  ) as Record<string, string>;
}

/** Heads of what is written here. */
const OWN: ReadonlySet<string> = new Set(['type', 'derived', 'payment_at', 'left_out']);

/** The cells of a row by column. */
class Cells {
  /** Cells that say nothing here, or hold what cannot be read. */
  leftOut = 0;
  private readonly found = new Map<Column, { value: unknown; rank: number }>();

  constructor(row: Record<string, unknown>) {
    for (const [head, value] of Object.entries(row)) {
      if (OWN.has(head)) continue;
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        for (const [inner, one] of Object.entries(value)) this.take(`${head}_${inner}`, one);
      } else this.take(head, value);
    }
  }

  private take(head: string, value: unknown): void {
    if (value === undefined || value === null || value === '') return;
    const named = columnOf(head);
    const before = named && this.found.get(named.column);
    if (!named || (before && before.rank <= named.rank)) {
      this.leftOut++;
      return;
    }
    if (before) this.leftOut++;
    this.found.set(named.column, { value, rank: named.rank });
  }

  raw(column: Column): unknown {
    return this.found.get(column)?.value;
  }

  /** What `to` makes of the text of a cell; a cell of which it makes nothing is left out. */
  read<T>(column: Column, to: (text: string) => T | undefined): T | undefined {
    const raw = this.raw(column);
    if (raw === undefined) return undefined;
    const text = toText(raw)?.trim();
    const value = text === undefined || text === '' ? undefined : to(text);
    if (value === undefined && text !== '') this.leftOut++;
    return value;
  }

  text(column: Column): string | undefined {
    return this.read(column, (text) => text);
  }

  /** Free text, without addresses and numbers that slipped in. */
  masked(column: Column): string | undefined {
    return this.read(column, mask);
  }

  word(column: keyof typeof WORDS): string | undefined {
    const words: ReadonlyMap<string, string> = WORDS[column];
    return this.read(column, (text) => words.get(text.toLowerCase()));
  }
}

/** The names of all columns, for what tells of them. */
export const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];
