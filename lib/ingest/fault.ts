import type { z } from 'zod';
import { accountRecord, exchangeRecord, record } from '@/lib/model/records';
import { isStorable } from './storable';
import { AHEAD, EARLIEST, EARLIEST_FACT, LATEST_VALIDITY, parseTime } from './time';

const MESSAGE_LENGTH = 300;
/** Largest count that a column holds, and largest number of a network. */
export const INT4_MAX = 2_147_483_647;
export const ASN_MAX = 4_294_967_295;

const TOO_LATE = 'lies more than 7 days ahead of the clock';

/** Fields whose values are stored as they are, so that they must be storable. */
const EXACT = ['id', 'account_id', 'model', 'kind', 'value'] as const;
const TIMES = ['occurred_at', 'created_at', 'status_at', 'released_at'] as const;
const COUNTS = ['input_tokens', 'output_tokens', 'cached_tokens', 'latency_ms', 'rpm_limit'] as const;
const NETWORKS = ['asn', 'signup_asn'] as const;

/**
 * The records of the contract (lib/model/records.ts) with the bounds that storing them adds: times within
 * [2020, now + 7 days] for exchanges and from 2000 on for what is told of accounts and models, counts and numbers of networks within 32 bits, ids that PostgreSQL can hold. `now` in microseconds since 1970.
 */
export function strictRecord(now: number) {
  return record.superRefine((fields, context) => {
    const values = fields as unknown as Record<string, unknown>;
    const refuse = (code: string, path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message, params: { code } });
    for (const name of EXACT) {
      const value = values[name];
      if (typeof value === 'string' && !isStorable(value)) {
        refuse('bad_value', name, 'holds a NUL or half a surrogate pair');
      }
    }
    for (const name of COUNTS) {
      const value = values[name];
      if (typeof value === 'number' && value > INT4_MAX)
        refuse('out_of_range', name, `is larger than ${INT4_MAX}`);
    }
    for (const name of NETWORKS) {
      const value = values[name];
      if (typeof value === 'number' && value > ASN_MAX)
        refuse('out_of_range', name, `is larger than ${ASN_MAX}`);
    }
    if (
      fields.type === 'exchange' &&
      fields.status !== undefined &&
      (fields.status < 0 || fields.status > 999)
    ) {
      refuse('out_of_range', 'status', 'is no HTTP status');
    }
    const [earliest, tooEarly] =
      fields.type === 'exchange' ? [EARLIEST, 'lies before 2020'] : [EARLIEST_FACT, 'lies before 2000'];
    for (const name of TIMES) {
      const value = values[name];
      if (typeof value !== 'string') continue;
      const at = parseTime(value);
      if (at < earliest) refuse('time_out_of_range', name, tooEarly);
      else if (at > now + AHEAD) refuse('time_out_of_range', name, TOO_LATE);
    }
    if (fields.type === 'indicator' && fields.valid_until !== undefined) {
      const at = parseTime(fields.valid_until);
      if (at < earliest) refuse('time_out_of_range', 'valid_until', tooEarly);
      else if (at > LATEST_VALIDITY) refuse('time_out_of_range', 'valid_until', 'lies after the year 2099');
    }
  });
}

const TYPES = record.options.map((option) => option.shape.type.value);

/** The first thing wrong with a record, told by zod, as a code and a sentence that repeats nothing of the record. */
export function describeFault(raw: Record<string, unknown>, now: number): { code: string; message: string } {
  const fields = withoutNulls(raw);
  if (typeof fields.type !== 'string' || !(TYPES as readonly string[]).includes(fields.type)) {
    const missing = fields.type === undefined;
    return {
      code: missing ? 'missing_field' : 'unknown_type',
      message: `type ${missing ? 'is missing' : 'is not known'}: a record is one of ${TYPES.join(', ')}.`,
    };
  }
  const parsed = strictRecord(now).safeParse(fields);
  const issue = parsed.error?.issues[0];
  if (!issue) return { code: 'bad_value', message: 'The record is not valid.' };
  const path = issue.path.map(String).join('.');
  if (valueAt(fields, issue.path) === undefined)
    return { code: 'missing_field', message: `${path} is missing.` };
  const message = `${path}: ${issue.message}`.slice(0, MESSAGE_LENGTH);
  return { code: codeOf(issue), message: /[.!?]$/.test(message) ? message : `${message}.` };
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return (issue.params?.code as string | undefined) ?? 'bad_value';
  if (issue.code === 'invalid_type' || issue.code === 'invalid_union') return 'wrong_type';
  return 'bad_value';
}

/** As {@link checkRecord} takes it: `null` for a known field means that it is missing. */
export function withoutNulls(raw: Record<string, unknown>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value === null || value === undefined || !KNOWN.has(name)) continue;
    fields[name] = name === 'payment' && isPlain(value) ? dropNulls(value) : value;
  }
  return fields;
}

const KNOWN = new Set([
  ...record.options.flatMap((option) => Object.keys(option.shape)),
  ...Object.keys(accountRecord.shape),
  ...Object.keys(exchangeRecord.shape),
]);

function dropNulls(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(([name, field]) => field !== null && name !== '__proto__'),
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(fields: Record<string, unknown>, path: readonly PropertyKey[]): unknown {
  let value: unknown = fields;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}
