import { z } from 'zod';
import { CAPABILITIES } from '@/lib/model/capability';
import { DAY_MS } from '@/lib/model/console/bucket';
import { RetortError } from '@/lib/model/errors';
import { INDICATOR_KINDS, type IndicatorKind } from '@/lib/model/indicator';
import { CASE_FORMAT, CASE_VERSION } from './model';
import type { CheckedCase } from './verify';

const text = z.string().nullable();
const time = z.string();

/** As much of case.json as is read back. */
const readable = z.object({
  format: z.literal(CASE_FORMAT),
  version: z.literal(CASE_VERSION),
  redaction: z.string(),
  cutoff: z.iso.datetime(),
  producer: z.object({ organization: z.string() }),
  campaign: z.object({ id: z.string(), title: z.string(), score: z.number().min(0).max(1) }),
  models: z.array(z.object({ name: z.string(), released_at: text })),
  accounts: z.array(
    z.object({
      id: z.string(),
      created_at: time.nullable(),
      pathway: text,
      plan: text,
      country: text,
      verified: text,
      status: z.string(),
      status_at: time.nullable(),
      identity: z.record(z.string(), text).nullable(),
    }),
  ),
  exchanges: z.array(
    z.object({
      id: z.string(),
      account_id: z.string(),
      occurred_at: time,
      model: z.string(),
      capability: z.enum(CAPABILITIES),
      pathway: text,
      input_tokens: z.number().nullable(),
      output_tokens: z.number().nullable(),
      status: z.number().nullable(),
      refused: z.boolean(),
      excerpt: text,
    }),
  ),
  indicators: z.array(
    z.object({
      kind: z.enum(INDICATOR_KINDS),
      value: z.string(),
      keyed: z.boolean(),
      hub: z.boolean(),
      accounts: z.number(),
      outside: z.number(),
      last_seen: time.nullable(),
    }),
  ),
});

/** For how long what others saw is worth looking for, in days: addresses change hands, networks and habits less so. */
const WORTH_DAYS: Partial<Record<IndicatorKind, number>> = {
  address_block: 30,
  signup_block: 30,
  asn: 90,
  signup_asn: 90,
};
const WORTH_LONG = 180;
/** What is recognized by text and not by a value: the value alone says nothing in another house. */
const BY_TEXT: readonly IndicatorKind[] = ['scaffold', 'system_prompt', 'tool_schema', 'session', 'api_key'];

/**
 * The records in a case file that was checked. From another house (partner, public) come the values that its campaign showed, as
 * indicators with where they are from; its accounts are other people's and hashed, so they are not taken. From a file at
 * internal, which only comes from one's own house, come the accounts and the sample of exchanges too.
 * RetortError `malformed`; `invalid` when the file is not as it was written.
 */
export function* caseRecords(checked: CheckedCase): Generator<Record<string, unknown>> {
  if (checked.faults.length > 0)
    throw new RetortError('invalid', `The case file is not as it was written: ${checked.faults.join(' ')}`);
  const file = readCaseJson(checked);
  const source = `${file.producer.organization}, case ${file.campaign.id}`.slice(0, 400);
  if (file.redaction === 'internal') {
    for (const { name, released_at } of file.models)
      if (released_at !== null) yield { type: 'model_release', model: name, released_at };
    for (const account of file.accounts) {
      const record = accountRecord(account);
      if (record) yield record;
    }
    for (const { excerpt, capability: _, ...exchange } of file.exchanges)
      yield whole({ type: 'exchange', ...exchange, prompt: excerpt });
  }
  for (const { kind, value, keyed, hub, outside, accounts, last_seen } of file.indicators) {
    if (keyed || hub || BY_TEXT.includes(kind)) continue;
    const days = WORTH_DAYS[kind] ?? WORTH_LONG;
    yield {
      type: 'indicator',
      kind,
      value,
      source,
      confidence: Math.round((100 * file.campaign.score * accounts) / Math.max(1, accounts + outside)),
      valid_until: new Date(Date.parse(last_seen ?? file.cutoff) + days * DAY_MS).toISOString(),
      note: file.campaign.title,
    };
  }
}

type Readable = z.infer<typeof readable>;

function readCaseJson({ files }: CheckedCase): Readable {
  const file = files.get('case.json');
  if (!file) throw new RetortError('malformed', 'The case file has no case.json.');
  let value: unknown;
  try {
    value = JSON.parse(file.read().toString('utf8'));
  } catch (error) {
    if (error instanceof RetortError) throw error;
    throw new RetortError('malformed', 'case.json is not valid JSON.');
  }
  const parsed = readable.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new RetortError('malformed', `case.json cannot be read: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** Null for an account that was only known from its exchanges, which bring it along. */
function accountRecord({
  identity,
  ...account
}: Readable['accounts'][number]): Record<string, unknown> | null {
  if (account.created_at === null) return null;
  const { payment_fingerprint, payment_bin, payment_country, payment_kind, ...rest } = identity ?? {};
  const payment = whole({
    fingerprint: payment_fingerprint,
    bin: payment_bin,
    country: payment_country,
    kind: payment_kind,
  });
  return whole({
    type: 'account',
    ...account,
    ...rest,
    payment: Object.keys(payment).length > 0 ? payment : null,
  });
}

/** Without what is not known: a record has no nulls. */
function whole(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== null && value !== undefined),
  );
}
