import { z } from 'zod';
import { ACCOUNT_EVENT_KINDS, ACCOUNT_STATUSES, MODALITIES, PATHWAYS, VERIFICATIONS } from './words';

export * from './words';

/**
 * The records Retort takes in, one JSON object a line, told apart by `type`.
 * Unknown fields are not errors: they are left out and counted by the reader.
 */

const id = z.string().min(1).max(200);
const time = z.iso.datetime({ offset: true });
const word = z.string().max(2_000);
const count = z.number().int().min(0);

export const accountRecord = z.object({
  type: z.literal('account'),
  id,
  created_at: time,
  pathway: z.enum(PATHWAYS).optional(),
  plan: word.optional(),
  rpm_limit: count.optional(),
  country: word.optional(),
  organization: word.optional(),
  email_domain: word.optional(),
  email_pattern: word.optional(),
  email_hash: word.optional(),
  phone_hash: word.optional(),
  payment: z
    .object({
      fingerprint: word.optional(),
      bin: word.optional(),
      country: word.optional(),
      kind: word.optional(),
    })
    .optional(),
  signup_ip: word.optional(),
  signup_asn: z.union([count, word]).optional(),
  device_id: word.optional(),
  ja4: word.optional(),
  verified: z.enum(VERIFICATIONS).optional(),
  declared_use: word.optional(),
  status: z.enum(ACCOUNT_STATUSES).optional(),
  status_at: time.optional(),
});

export const exchangeRecord = z.object({
  type: z.literal('exchange'),
  id,
  account_id: id,
  occurred_at: time,
  model: id,
  session_id: word.optional(),
  api_key_id: word.optional(),
  pathway: z.enum(PATHWAYS).optional(),
  system: z.string().optional(),
  prompt: z.string().optional(),
  tools: z.array(z.union([z.string(), z.looseObject({ name: z.string() })])).optional(),
  modalities: z.array(z.enum(MODALITIES)).optional(),
  reasoning_refs: z.array(word).optional(),
  reasoning_issued: z.array(word).optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  input_tokens: count.optional(),
  output_tokens: count.optional(),
  cached_tokens: count.optional(),
  status: z.number().int().optional(),
  refused: z.boolean().optional(),
  latency_ms: z.number().min(0).optional(),
  ip: word.optional(),
  asn: z.union([count, word]).optional(),
  country: word.optional(),
  user_agent: word.optional(),
  ja4: word.optional(),
  device_id: word.optional(),
});

export const modelReleaseRecord = z.object({
  type: z.literal('model_release'),
  model: id,
  released_at: time,
});

export const accountEventRecord = z.object({
  type: z.literal('account_event'),
  account_id: id,
  occurred_at: time,
  kind: z.enum(ACCOUNT_EVENT_KINDS),
  reason: word.optional(),
});

export const indicatorRecord = z.object({
  type: z.literal('indicator'),
  kind: id,
  value: z.string().min(1).max(2_000),
  source: word.optional(),
  confidence: z.number().min(0).max(100).optional(),
  valid_until: time.optional(),
  note: word.optional(),
});

export const record = z.discriminatedUnion('type', [
  accountRecord,
  exchangeRecord,
  modelReleaseRecord,
  accountEventRecord,
  indicatorRecord,
]);

export type AccountRecord = z.infer<typeof accountRecord>;
export type ExchangeRecord = z.infer<typeof exchangeRecord>;
export type ModelReleaseRecord = z.infer<typeof modelReleaseRecord>;
export type AccountEventRecord = z.infer<typeof accountEventRecord>;
export type IndicatorRecord = z.infer<typeof indicatorRecord>;
export type RetortRecord = z.infer<typeof record>;

/** Why one line was not taken; the others of its batch are. `line` counts from 1. */
export const reject = z.object({ line: z.number().int(), code: z.string(), message: z.string() });

/** The answer to an ingest, on the command line and over HTTP. */
export const receipt = z.object({
  accepted: z.number().int(),
  duplicates: z.number().int(),
  rejected: z.number().int(),
  rejects: z.array(reject),
  unknown_fields: z.number().int(),
  seconds: z.number(),
});

export type Reject = z.infer<typeof reject>;
export type Receipt = z.infer<typeof receipt>;

/** One line of a truth file: a campaign that really is in a simulated or labelled world. */
export const truthLine = z.object({
  campaign: z.string(),
  accounts: z.array(id),
  exchanges: z.array(id).optional(),
});
export type TruthLine = z.infer<typeof truthLine>;
