import type { IndicatorKind } from '@/lib/model/indicator';
import { ACCOUNT_STATUSES, type AccountRecord, type AccountStatus } from '@/lib/model/records';
import { addressBlock } from '@/lib/text/structure';
import type { AccountEvent } from './batch';
import type { AccountSaid } from './check';
import { deriveAccount } from './enrich/account';
import type { Networks } from './enrich/networks';
import { storable } from './storable';

/** The columns of `account` that records fill, as text; absent fields stay as they are in the database. */
export const ACCOUNT_FIELDS = [
  'pathway',
  'plan',
  'country',
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
  'verified',
  'declared_use',
] as const;

type AccountField = (typeof ACCOUNT_FIELDS)[number];

/** Fields of which `account.derived` says where they come from, when they were derived. */
const MARKED = [
  'country',
  'email_domain',
  'email_pattern',
  'email_hash',
  'phone_hash',
  'payment_fingerprint',
  'signup_asn',
] as const;
const PAYMENT = ['payment_fingerprint', 'payment_bin', 'payment_country', 'payment_kind'] as const;

/** A payment as it was at a time, in microseconds since 1970. */
interface Payment {
  at: number;
  fields: Partial<Record<AccountField, string>>;
  from: string | null;
}

/** Values that fill what nobody has said, and from what they were derived. */
export type Filled = Partial<Record<'country' | 'signup_asn', { value: string; from: string }>>;

/** What records say of one account, later records over earlier ones. */
export interface AccountChange {
  key: bigint;
  /** Microseconds since 1970; NaN when only events named the account. */
  createdAt: number;
  rpmLimit: number | null;
  fields: Partial<Record<AccountField, string>>;
  status: AccountStatus | null;
  /** Microseconds since 1970; NaN for a status of unknown time, which gives way to any other. */
  statusAt: number;
  /** Where fields come from that were derived; null for those that a record says. */
  marks: Record<string, string | null>;
  filled: Filled;
  /** Takes the place of an earlier payment only. */
  payment: Payment | null;
}

/** Whether records say something of the account itself. */
export function saysSomething({ createdAt, rpmLimit, fields }: AccountChange): boolean {
  if (!Number.isNaN(createdAt) || rpmLimit !== null) return true;
  for (const _ in fields) return true;
  return false;
}

/** Whether something of it was derived, or holds from a time on. */
export function derivesSomething({ marks, filled, payment }: AccountChange): boolean {
  if (payment !== null) return true;
  for (const _ in marks) return true;
  for (const _ in filled) return true;
  return false;
}

/** Which status an event stands for. */
const STATUS_OF_EVENT: Readonly<Record<string, AccountStatus>> = {
  banned: 'banned',
  suspended: 'suspended',
  reinstated: 'active',
};
const EVENT_OF_STATUS: Readonly<Record<AccountStatus, string>> = {
  banned: 'banned',
  suspended: 'suspended',
  active: 'reinstated',
};

/** Merges account records field by field. */
export class AccountChanges {
  private readonly changes = new Map<bigint, AccountChange>();

  /**
   * Takes a record (`at`: its creation, `statusAt`: NaN when it names none; `said`: what else is known of it). What it does not say of its
   * sign-up is derived by the files of the user. Gives the indicators that it shows and, when it carries a status with its time, the
   * event that this stands for.
   */
  add(
    key: bigint,
    record: AccountRecord,
    at: number,
    statusAt: number,
    said?: AccountSaid,
    networks: Networks | null = null,
  ): { shown: (readonly [IndicatorKind, string])[]; event: AccountEvent | null } {
    const change = this.of(key);
    if (!said?.undated) change.createdAt = at;
    if (record.rpm_limit !== undefined) change.rpmLimit = record.rpm_limit;
    const fields = fieldsOf(record);
    if (said && !Number.isNaN(said.paymentAt)) {
      const payment: Payment = {
        at: said.paymentAt,
        fields: {},
        from: said.derived.payment_fingerprint ?? null,
      };
      for (const name of PAYMENT) {
        if (fields[name] !== undefined) payment.fields[name] = fields[name];
        delete fields[name];
      }
      setPayment(change, payment);
    }
    for (const name of MARKED)
      if (fields[name] !== undefined) change.marks[name] = said?.derived[name] ?? null;
    say(change, fields);
    const filled = deriveAccount(record, networks);
    fill(change, filled);
    let event: AccountEvent | null = null;
    if (record.status) {
      setStatus(change, record.status, statusAt);
      // An account that is active from its creation on was not reinstated.
      if (!Number.isNaN(statusAt) && (record.status !== 'active' || statusAt > at)) {
        event = { account: key, at: statusAt, kind: EVENT_OF_STATUS[record.status], reason: null };
      }
    }
    const { signup_asn } = filled;
    return { shown: shownBy(signup_asn ? { ...record, signup_asn: signup_asn.value } : record), event };
  }

  /** An event that stands for a status changes that too. */
  addEvent(key: bigint, kind: string, at: number): void {
    const status = STATUS_OF_EVENT[kind];
    if (status) setStatus(this.of(key), status, at);
  }

  /** Notes from what the network of the account's exchanges is derived. */
  noteNetwork(key: bigint, from: string): void {
    this.of(key).marks.asn = from;
  }

  /** Takes what a later batch says. */
  merge(changes: readonly AccountChange[]): void {
    for (const later of changes) {
      const change = this.of(later.key);
      if (!Number.isNaN(later.createdAt)) change.createdAt = later.createdAt;
      change.rpmLimit = later.rpmLimit ?? change.rpmLimit;
      Object.assign(change.marks, later.marks);
      say(change, later.fields);
      fill(change, later.filled);
      if (later.payment) setPayment(change, later.payment);
      if (later.status) setStatus(change, later.status, later.statusAt);
    }
  }

  list(): AccountChange[] {
    return [...this.changes.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  private of(key: bigint): AccountChange {
    let change = this.changes.get(key);
    if (!change) {
      change = {
        key,
        createdAt: Number.NaN,
        rpmLimit: null,
        fields: {},
        status: null,
        statusAt: Number.NaN,
        marks: {},
        filled: {},
        payment: null,
      };
      this.changes.set(key, change);
    }
    return change;
  }
}

/** What is said stands over what was derived, and over an earlier payment. */
function say(change: AccountChange, fields: AccountChange['fields']): void {
  Object.assign(change.fields, fields);
  for (const name in change.filled)
    if (fields[name as keyof Filled] !== undefined) delete change.filled[name as keyof Filled];
  if (change.payment && PAYMENT.some((name) => fields[name] !== undefined)) change.payment = null;
}

function fill(change: AccountChange, filled: Filled): void {
  for (const [name, value] of Object.entries(filled) as [keyof Filled, Filled[keyof Filled]][])
    if (change.fields[name] === undefined) change.filled[name] = value;
}

/** The later payment stands, and takes from an earlier one of the same instrument what it does not say itself. */
function setPayment(change: AccountChange, payment: Payment): void {
  const before = change.payment;
  const [older, newer] = before && before.at > payment.at ? [payment, before] : [before, payment];
  const same = older && older.fields.payment_fingerprint === newer.fields.payment_fingerprint;
  change.payment = same ? { ...newer, fields: { ...older.fields, ...newer.fields } } : newer;
}

/** The later status stands; at one time the graver; one without time gives way to any with. As the database does. */
function setStatus(change: AccountChange, status: AccountStatus, at: number): void {
  const known = !Number.isNaN(change.statusAt);
  if (known && !(at > change.statusAt || (at === change.statusAt && graver(status, change.status)))) return;
  change.status = status;
  change.statusAt = at;
}

function graver(status: AccountStatus, than: AccountStatus | null): boolean {
  return than === null || ACCOUNT_STATUSES.indexOf(status) > ACCOUNT_STATUSES.indexOf(than);
}

function fieldsOf(record: AccountRecord): Partial<Record<AccountField, string>> {
  const { payment } = record;
  const all: Record<AccountField, string | number | undefined> = {
    pathway: record.pathway,
    plan: record.plan,
    country: record.country,
    organization: record.organization,
    email_domain: record.email_domain,
    email_pattern: record.email_pattern,
    email_hash: record.email_hash,
    phone_hash: record.phone_hash,
    payment_fingerprint: payment?.fingerprint,
    payment_bin: payment?.bin,
    payment_country: payment?.country,
    payment_kind: payment?.kind,
    signup_ip: record.signup_ip,
    signup_asn: record.signup_asn,
    device_id: record.device_id,
    ja4: record.ja4,
    verified: record.verified,
    declared_use: record.declared_use,
  };
  const given: Partial<Record<AccountField, string>> = {};
  for (const name of ACCOUNT_FIELDS) {
    const value = all[name];
    if (value !== undefined) given[name] = storable(String(value));
  }
  return given;
}

/** The indicators that an account's own facts make it share with others. */
function shownBy(record: AccountRecord): (readonly [IndicatorKind, string])[] {
  const { payment, email_pattern, email_domain } = record;
  const all: (readonly [IndicatorKind, string | number | null | undefined])[] = [
    ['payment_fingerprint', payment?.fingerprint],
    ['payment_bin', payment?.bin && [payment.bin, payment.kind ?? '?', payment.country ?? '?'].join('·')],
    ['email_pattern', email_pattern && `${email_pattern}@${email_domain ?? '?'}`],
    ['email_domain', email_domain],
    ['email_hash', record.email_hash],
    ['phone_hash', record.phone_hash],
    ['organization', record.organization],
    ['signup_block', addressBlock(record.signup_ip)],
    ['signup_asn', record.signup_asn],
    ['signup_device', record.device_id],
    ['signup_ja4', record.ja4],
  ];
  return all.flatMap(([kind, value]) =>
    value === undefined || value === null || value === '' ? [] : [[kind, String(value)] as const],
  );
}
