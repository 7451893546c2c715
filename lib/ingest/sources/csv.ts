import { ACCOUNT_STATUSES, PATHWAYS, VERIFICATIONS } from '@/lib/model/records';
import { isoOf, toCount, toMicros, toText } from './coerce';
import type { Source } from './source';

/** Columns of an account that hold words, and the closed lists of some. */
const ACCOUNT_WORDS = [
  'plan',
  'country',
  'organization',
  'email_domain',
  'email_pattern',
  'email_hash',
  'phone_hash',
  'signup_ip',
  'signup_asn',
  'device_id',
  'ja4',
  'declared_use',
] as const;
const ACCOUNT_LISTS = { pathway: PATHWAYS, verified: VERIFICATIONS, status: ACCOUNT_STATUSES } as const;
const PAYMENT = ['fingerprint', 'bin', 'country', 'kind'] as const;

type Row = Readonly<Record<string, unknown>>;

/**
 * A table whose columns are named as the fields of the contract. A row with the type `account`, or with created_at and no model, is an account;
 * payment stands in columns such as `payment_bin`.
 */
export const csv: Source = {
  name: 'csv',
  title: 'CSV',
  envelope: 'csv',
  profile: {
    refuse: [
      {
        paths: ['""'],
        not: [''],
        message: 'The row has more cells than the head, or a quote that is not closed.',
      },
    ],
    fields: {
      id: [{ paths: ['id', 'request_id'] }],
      account_id: [{ paths: ['account_id', 'user_id', 'account'] }],
      occurred_at: [{ paths: ['occurred_at', 'timestamp', 'time', 'created_at'] }],
      model: [{ paths: ['model'] }],
      session_id: [{ paths: ['session_id'] }],
      api_key_id: [{ paths: ['api_key_id'] }],
      pathway: [{ paths: ['pathway'] }],
      system: [{ paths: ['system', 'messages'] }],
      prompt: [{ paths: ['prompt', 'messages', 'input'] }],
      tools: [{ paths: ['tools'] }],
      modalities: [{ paths: ['messages'] }],
      reasoning_refs: [{ paths: ['messages'] }],
      reasoning_issued: [{ paths: ['response'] }],
      params: [{ paths: ['params'] }],
      input_tokens: [{ paths: ['input_tokens', 'prompt_tokens'] }],
      output_tokens: [{ paths: ['output_tokens', 'completion_tokens'] }],
      cached_tokens: [{ paths: ['cached_tokens'] }],
      status: [{ paths: ['status', 'http_status'] }],
      refused: [{ paths: ['refused'] }],
      latency_ms: [{ paths: ['latency_ms'] }],
      ip: [{ paths: ['ip', 'client_ip'] }],
      asn: [{ paths: ['asn'] }],
      country: [{ paths: ['country'] }],
      user_agent: [{ paths: ['user_agent'] }],
      ja4: [{ paths: ['ja4'] }],
      device_id: [{ paths: ['device_id'] }],
    },
  },
  lacks: [],
  record: accountOf,
};

function accountOf(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return undefined;
  const row = given as Row;
  const isAccount =
    row.type === 'account' ||
    (row.type === undefined && row.created_at !== undefined && row.model === undefined);
  if (!isAccount) return undefined;
  const record: Record<string, unknown> = {
    type: 'account',
    id: toText(row.id ?? row.account_id),
    created_at: timeOf(row.created_at),
  };
  for (const name of ACCOUNT_WORDS) if (row[name] !== undefined) record[name] = toText(row[name]);
  for (const name of ['pathway', 'verified', 'status'] as const) {
    const word = toText(row[name])?.toLowerCase();
    if ((ACCOUNT_LISTS[name] as readonly (string | undefined)[]).includes(word)) record[name] = word;
  }
  if (row.rpm_limit !== undefined) record.rpm_limit = toCount(row.rpm_limit);
  if (row.status_at !== undefined) record.status_at = timeOf(row.status_at);
  const payment = Object.fromEntries(
    PAYMENT.flatMap((name) => {
      const value = toText(row[`payment_${name}`]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  if (Object.keys(payment).length > 0) record.payment = payment;
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** RFC 3339 where the time can be read, else what stands there, so that it is refused by its name. */
function timeOf(value: unknown): unknown {
  const at = toMicros(value);
  return Number.isNaN(at) ? value : isoOf(at);
}
