import { type AccountSaid, type CheckResult, checkRecord } from '@/lib/ingest/check';
import { isoOf } from '@/lib/ingest/sources/coerce';
import { parseTime } from '@/lib/ingest/time';
import type { Prepared } from './prepare';

/**
 * Checks prepared facts (see prepare.ts) as a record of the contract; `now` in microseconds since 1970. Facts without `created_at` hold as of `as_of`, else
 * of now, and leave when the account was made as it is known.
 */
export function checkFacts(prepared: Prepared, now: number): CheckResult {
  const { type } = prepared;
  if (type === 'refused') return { fault: { code: 'refused', message: String(prepared.why) } };
  if (type === 'account_event') return checkRecord({ ...prepared }, now);
  const { derived, payment_at, as_of, left_out, ...record } = prepared;
  const undated = record.created_at === undefined;
  const result = checkRecord({ ...record, created_at: record.created_at ?? as_of ?? isoOf(now) }, now);
  if (!('ok' in result) || result.ok.type !== 'account') return result;
  const said: AccountSaid = {
    undated,
    derived: (derived ?? {}) as Record<string, string>,
    paymentAt: typeof payment_at === 'string' ? parseTime(payment_at) : Number.NaN,
  };
  return { ok: { ...result.ok, said }, unknownFields: result.unknownFields + Number(left_out ?? 0) };
}
