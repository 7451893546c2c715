import type { IndicatorKind } from '@/lib/model/indicator';
import { ACCOUNT_STATUSES, type AccountRecord, type AccountStatus } from '@/lib/model/records';
import { addressBlock } from '@/lib/text/structure';
import type { AccountEvent } from './batch';
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
   * Takes a record (`at`: its creation, `statusAt`: NaN when it names none). Gives the indicators that it shows and,
   * when it carries a status with its time, the event that this stands for.
   */
  add(
    key: bigint,
    record: AccountRecord,
    at: number,
    statusAt: number,
  ): { shown: (readonly [IndicatorKind, string])[]; event: AccountEvent | null } {
    const change = this.of(key);
    change.createdAt = at;
    if (record.rpm_limit !== undefined) change.rpmLimit = record.rpm_limit;
    Object.assign(change.fields, fieldsOf(record));
    let event: AccountEvent | null = null;
    if (record.status) {
      setStatus(change, record.status, statusAt);
      // An account that is active from its creation on was not reinstated.
      if (!Number.isNaN(statusAt) && (record.status !== 'active' || statusAt > at)) {
        event = { account: key, at: statusAt, kind: EVENT_OF_STATUS[record.status], reason: null };
      }
    }
    return { shown: shownBy(record), event };
  }

  /** An event that stands for a status changes that too. */
  addEvent(key: bigint, kind: string, at: number): void {
    const status = STATUS_OF_EVENT[kind];
    if (status) setStatus(this.of(key), status, at);
  }

  /** Takes what a later batch says. */
  merge(changes: readonly AccountChange[]): void {
    for (const later of changes) {
      const change = this.of(later.key);
      if (!Number.isNaN(later.createdAt)) change.createdAt = later.createdAt;
      change.rpmLimit = later.rpmLimit ?? change.rpmLimit;
      Object.assign(change.fields, later.fields);
      if (later.status) setStatus(change, later.status, later.statusAt);
    }
  }

  list(): AccountChange[] {
    return [...this.changes.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  private of(key: bigint): AccountChange {
    let change = this.changes.get(key);
    if (!change) {
      change = { key, createdAt: Number.NaN, rpmLimit: null, fields: {}, status: null, statusAt: Number.NaN };
      this.changes.set(key, change);
    }
    return change;
  }
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
