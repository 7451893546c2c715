import {
  ACCOUNT_EVENT_KINDS,
  ACCOUNT_STATUSES,
  type AccountEventRecord,
  type AccountRecord,
  type ExchangeRecord,
  type IndicatorRecord,
  MODALITIES,
  type ModelReleaseRecord,
  PATHWAYS,
  VERIFICATIONS,
} from '@/lib/model/records';
import { ASN_MAX, describeFault, INT4_MAX } from './fault';
import { isStorable } from './storable';
import { AHEAD, EARLIEST, EARLIEST_FACT, LATEST_VALIDITY, parseTime } from './time';

/** What is known of a record of an account beyond the contract. */
export interface AccountSaid {
  /** It does not say when the account was made: its time is that of the facts. */
  undated: boolean;
  /** Fields that were derived before they came here, and from what. */
  derived: Readonly<Record<string, string>>;
  /** When the payment held that it names, in microseconds since 1970: an earlier one does not replace a later. NaN: it is the newest. */
  paymentAt: number;
}

/** A record that passed, with its main time (and for an account that of its status) in microseconds since 1970. */
export type Checked =
  | { type: 'exchange'; record: ExchangeRecord; at: number }
  | { type: 'account'; record: AccountRecord; at: number; statusAt: number; said?: AccountSaid }
  | { type: 'model_release'; record: ModelReleaseRecord; at: number }
  | { type: 'account_event'; record: AccountEventRecord; at: number }
  | { type: 'indicator'; record: IndicatorRecord; at: number };

/** Why a line was not taken: a code for machines and a sentence that names the field and repeats nothing of the line. */
export interface Fault {
  code: string;
  message: string;
}

export type CheckResult = { ok: Checked; unknownFields: number } | { fault: Fault };

export type Test = (value: unknown) => boolean;

const isWord: Test = (value) => typeof value === 'string' && value.length <= 2_000;
const isText: Test = (value) => typeof value === 'string';
const isCount: Test = (value) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= INT4_MAX;
/** Numbers of networks have 32 bits without a sign (RFC 6793); private ones lie in the upper half. */
const isNetwork: Test = (value) =>
  (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= ASN_MAX) || isWord(value);
const isTime: Test = (value) => typeof value === 'string';
const isBoolean: Test = (value) => typeof value === 'boolean';
const isStatus: Test = (value) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 999;
const isLatency: Test = (value) => typeof value === 'number' && value >= 0 && value <= INT4_MAX;
const isObject: Test = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An id: 1 to 200 characters, none of them NUL or half a surrogate pair, which PostgreSQL cannot hold. */
const isId: Test = (value) =>
  typeof value === 'string' && value.length > 0 && value.length <= 200 && isStorable(value);

const isValue: Test = (value) =>
  typeof value === 'string' && value.length > 0 && value.length <= 2_000 && isStorable(value);

function oneOf(values: readonly string[]): Test {
  const known = new Set<unknown>(values);
  return (value) => known.has(value);
}

function listOf(test: Test): Test {
  return (value) => Array.isArray(value) && value.every(test);
}

const isTool: Test = (value) =>
  typeof value === 'string' || (isObject(value) && typeof (value as { name?: unknown }).name === 'string');

const PAYMENT = new Map<string, Test>([
  ['fingerprint', isWord],
  ['bin', isWord],
  ['country', isWord],
  ['kind', isWord],
]);

interface Shape {
  required: readonly string[];
  fields: ReadonlyMap<string, Test>;
}

const SHAPES: Record<Checked['type'], Shape> = {
  exchange: {
    required: ['id', 'account_id', 'occurred_at', 'model'],
    fields: new Map<string, Test>([
      ['type', isText],
      ['id', isId],
      ['account_id', isId],
      ['occurred_at', isTime],
      ['model', isId],
      ['session_id', isWord],
      ['api_key_id', isWord],
      ['pathway', oneOf(PATHWAYS)],
      ['system', isText],
      ['prompt', isText],
      ['tools', listOf(isTool)],
      ['modalities', listOf(oneOf(MODALITIES))],
      ['reasoning_refs', listOf(isWord)],
      ['reasoning_issued', listOf(isWord)],
      ['params', isObject],
      ['input_tokens', isCount],
      ['output_tokens', isCount],
      ['cached_tokens', isCount],
      ['status', isStatus],
      ['refused', isBoolean],
      ['latency_ms', isLatency],
      ['ip', isWord],
      ['asn', isNetwork],
      ['country', isWord],
      ['user_agent', isWord],
      ['ja4', isWord],
      ['device_id', isWord],
    ]),
  },
  account: {
    required: ['id', 'created_at'],
    fields: new Map<string, Test>([
      ['type', isText],
      ['id', isId],
      ['created_at', isTime],
      ['pathway', oneOf(PATHWAYS)],
      ['plan', isWord],
      ['rpm_limit', isCount],
      ['country', isWord],
      ['organization', isWord],
      ['email_domain', isWord],
      ['email_pattern', isWord],
      ['email_hash', isWord],
      ['phone_hash', isWord],
      ['payment', isObject],
      ['signup_ip', isWord],
      ['signup_asn', isNetwork],
      ['device_id', isWord],
      ['ja4', isWord],
      ['verified', oneOf(VERIFICATIONS)],
      ['declared_use', isWord],
      ['status', oneOf(ACCOUNT_STATUSES)],
      ['status_at', isTime],
    ]),
  },
  model_release: {
    required: ['model', 'released_at'],
    fields: new Map<string, Test>([
      ['type', isText],
      ['model', isId],
      ['released_at', isTime],
    ]),
  },
  account_event: {
    required: ['account_id', 'occurred_at', 'kind'],
    fields: new Map<string, Test>([
      ['type', isText],
      ['account_id', isId],
      ['occurred_at', isTime],
      ['kind', oneOf(ACCOUNT_EVENT_KINDS)],
      ['reason', isWord],
    ]),
  },
  indicator: {
    required: ['kind', 'value'],
    fields: new Map<string, Test>([
      ['type', isText],
      ['kind', isId],
      ['value', isValue],
      ['source', isWord],
      ['confidence', (value) => typeof value === 'number' && value >= 0 && value <= 100],
      ['valid_until', isTime],
      ['note', isWord],
    ]),
  },
};

/** What each field of an exchange may be. */
export const EXCHANGE_TESTS: ReadonlyMap<string, Test> = SHAPES.exchange.fields;

/**
 * Checks one parsed line against the record shapes of the contract; `now` in microseconds since 1970 bounds its times.
 * Written by hand because it runs for every line; what it accepts is what lib/ingest/fault.ts (zod) accepts, and a
 * property test holds both together. Fields that are `null` are removed from the object: they count as missing.
 */
export function checkRecord(value: unknown, now: number): CheckResult {
  if (!isObject(value)) return { fault: { code: 'json', message: 'The line is not a JSON object.' } };
  const fields = value as Record<string, unknown>;
  const type = fields.type;
  const shape =
    typeof type === 'string' && Object.hasOwn(SHAPES, type) ? SHAPES[type as Checked['type']] : null;
  if (!shape) return { fault: describeFault(fields, now) };
  const unknown = matches(fields, shape);
  const checked = unknown < 0 ? null : timed(type as Checked['type'], fields, now);
  return checked ? { ok: checked, unknownFields: unknown } : { fault: describeFault(fields, now) };
}

/** The number of unknown fields, -1 when a known one is wrong or a required one missing. */
function matches(fields: Record<string, unknown>, { fields: tests, required }: Shape): number {
  let unknown = 0;
  for (const name in fields) {
    const value = fields[name];
    const test = tests.get(name);
    if (test === undefined) unknown++;
    else if (value === null) fields[name] = undefined;
    else if (!test(value)) return -1;
    else if (name === 'payment') {
      const inner = matches(value as Record<string, unknown>, { fields: PAYMENT, required: [] });
      if (inner < 0) return -1;
      unknown += inner;
    }
  }
  for (const name of required) if (!Object.hasOwn(fields, name) || fields[name] === undefined) return -1;
  return unknown;
}

function timed(type: Checked['type'], fields: Record<string, unknown>, now: number): Checked | null {
  switch (type) {
    case 'exchange':
    case 'account_event': {
      const from = type === 'exchange' ? EARLIEST : EARLIEST_FACT;
      const at = timeWithin(fields.occurred_at, from, now + AHEAD);
      if (Number.isNaN(at)) return null;
      return { type, record: fields, at: type === 'exchange' ? at : millis(at) } as unknown as Checked;
    }
    case 'account': {
      const at = timeWithin(fields.created_at, EARLIEST_FACT, now + AHEAD);
      const given = fields.status_at !== undefined;
      const statusAt = given ? timeWithin(fields.status_at, EARLIEST_FACT, now + AHEAD) : Number.NaN;
      if (Number.isNaN(at) || (given && Number.isNaN(statusAt))) return null;
      return { type, record: fields as unknown as AccountRecord, at: millis(at), statusAt: millis(statusAt) };
    }
    case 'model_release': {
      const at = timeWithin(fields.released_at, EARLIEST_FACT, now + AHEAD);
      return Number.isNaN(at) ? null : { type, record: fields as unknown as ModelReleaseRecord, at };
    }
    case 'indicator': {
      const given = fields.valid_until !== undefined;
      const at = given ? timeWithin(fields.valid_until, EARLIEST_FACT, LATEST_VALIDITY) : Number.NaN;
      if (given && Number.isNaN(at)) return null;
      return { type, record: fields as unknown as IndicatorRecord, at };
    }
  }
}

/** Only exchanges are told apart by microseconds. */
function millis(micros: number): number {
  return Math.floor(micros / 1000) * 1000;
}

/** Microseconds of a time in `[from, to]`, else NaN. */
export function timeWithin(value: unknown, from: number, to: number): number {
  const at = parseTime(value as string);
  return at >= from && at <= to ? at : Number.NaN;
}
