/**
 * How rows of another system become exchanges, as plain data: what the built-in sources are made of, and what an analyst
 * edits and stores. No zod here, since the browser reads the lists too; lib/model/mapping-schema.ts checks what is stored.
 */

/** The built-in sources, as lib/ingest/sources has them. */
export const SOURCE_NAMES = [
  'retort',
  'csv',
  'litellm',
  'otel',
  'langfuse',
  'bedrock',
  'helicone',
  'portkey',
  'cloudflare',
  'envoy',
  'kong',
  'azure-apim',
  'accounts',
] as const;

/** The fields of an exchange that a mapping can fill, in the order in which people see them. */
export const TARGETS = [
  'id',
  'account_id',
  'occurred_at',
  'model',
  'session_id',
  'api_key_id',
  'pathway',
  'system',
  'prompt',
  'tools',
  'modalities',
  'reasoning_refs',
  'reasoning_issued',
  'params',
  'input_tokens',
  'output_tokens',
  'cached_tokens',
  'status',
  'refused',
  'latency_ms',
  'ip',
  'asn',
  'country',
  'user_agent',
  'ja4',
  'device_id',
] as const;
export type Target = (typeof TARGETS)[number];

/** Without these there is no exchange. */
export const REQUIRED_TARGETS: readonly Target[] = ['id', 'account_id', 'occurred_at', 'model'];

/**
 * What becomes of a value:
 * text — text of text, numbers and booleans · id — the same, longer ones shortened by their hash · time — RFC 3339, SQL without
 * a zone (UTC), or seconds, milliseconds, microseconds or nanoseconds since 1970 · count — a whole number · millis and seconds —
 * a duration · between — the time from the first path to the second · status — an HTTP status · flag — true, or a word for a
 * refusal · address — an IP address without port, the first of a list · hash — SHA-256 unless it is one already, for secrets ·
 * prompt, system, tools, modalities, reasoning_refs, params — read from messages, a request body or a part of one, also as JSON within a
 * string · reasoning_issued — from a response.
 */
export const COERCIONS = [
  'text',
  'id',
  'time',
  'count',
  'millis',
  'seconds',
  'between',
  'status',
  'flag',
  'address',
  'hash',
  'prompt',
  'system',
  'tools',
  'modalities',
  'reasoning_refs',
  'reasoning_issued',
  'params',
] as const;
export type Coercion = (typeof COERCIONS)[number];

/** What a target is read as when a rule does not say. */
export const USUAL_COERCION: Readonly<Record<Target, Coercion>> = {
  id: 'id',
  account_id: 'id',
  occurred_at: 'time',
  model: 'id',
  session_id: 'text',
  api_key_id: 'text',
  pathway: 'text',
  system: 'system',
  prompt: 'prompt',
  tools: 'tools',
  modalities: 'modalities',
  reasoning_refs: 'reasoning_refs',
  reasoning_issued: 'reasoning_issued',
  params: 'params',
  input_tokens: 'count',
  output_tokens: 'count',
  cached_tokens: 'count',
  status: 'status',
  refused: 'flag',
  latency_ms: 'millis',
  ip: 'address',
  asn: 'text',
  country: 'text',
  user_agent: 'text',
  ja4: 'text',
  device_id: 'text',
};

/** Places where a value may stand, best first; the first that holds one is taken. */
export interface Rule {
  /** Steps divided by points, a step that holds points in quotes: `metadata.user_id`, `attributes."user.id"`, `messages.0`. */
  readonly paths: readonly string[];
  readonly as?: Coercion;
  /** Values that stand for others; an empty one stands for nothing, `*` for every value that is not named. */
  readonly words?: Readonly<Record<string, string>>;
}

/** Whether the first value that the paths hold is one of some words, or none of some. A row without a value is as one with ''. */
export interface Condition {
  readonly paths: readonly string[];
  readonly is?: readonly string[];
  readonly not?: readonly string[];
}

export interface Profile {
  /** Where a body that is one object holds its rows; without one the object is the row. */
  readonly rows?: readonly string[];
  /** Rows that do not meet all of these are passed over: they say nothing of an exchange. */
  readonly keep?: readonly Condition[];
  /** Rows that meet one of these are refused, with a sentence for whoever set the other side up. */
  readonly refuse?: readonly (Condition & { readonly message: string })[];
  readonly fields: Readonly<Partial<Record<Target, readonly Rule[]>>>;
}

/** The first steps of evidence that a source cannot give, and why. */
export interface Blind {
  /** Names of signals in lib/detect/signals, or of what they rest on. */
  readonly signals: readonly string[];
  readonly why: string;
}
