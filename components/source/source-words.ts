import type { Coercion, Target } from '@/lib/model/mapping';

/** The fields of an exchange as people name them. */
export const TARGET_WORDS: Readonly<Record<Target, string>> = {
  id: 'Id of the exchange',
  account_id: 'Account',
  occurred_at: 'Time',
  model: 'Model',
  session_id: 'Session',
  api_key_id: 'API key',
  pathway: 'Pathway',
  system: 'System prompt',
  prompt: 'Prompt',
  tools: 'Tools',
  modalities: 'Modalities',
  reasoning_refs: 'Reasoning presented',
  reasoning_issued: 'Reasoning issued',
  params: 'Parameters',
  input_tokens: 'Input tokens',
  output_tokens: 'Output tokens',
  cached_tokens: 'Cached tokens',
  status: 'Status',
  refused: 'Refused',
  latency_ms: 'Latency',
  ip: 'Address',
  asn: 'Network',
  country: 'Country',
  user_agent: 'User agent',
  ja4: 'TLS fingerprint',
  device_id: 'Device',
};

/** What becomes of a value, in the order of a list of choices. */
export const COERCION_WORDS: Readonly<Record<Coercion, string>> = {
  text: 'text',
  id: 'an id',
  time: 'a time',
  count: 'a whole number',
  millis: 'milliseconds',
  seconds: 'seconds',
  between: 'the time between two',
  status: 'an HTTP status',
  flag: 'yes or no',
  address: 'an IP address',
  hash: 'a secret, hashed',
  prompt: 'messages: the prompt',
  system: 'messages: the system prompt',
  tools: 'tools',
  modalities: 'messages: modalities',
  reasoning_refs: 'messages: reasoning presented',
  reasoning_issued: 'a response: reasoning issued',
  params: 'parameters of the request',
};

/** What detection makes of a field: without it, this is not seen. */
const SEEN_BY: Readonly<Partial<Record<Target, string>>> = {
  session_id: 'sessions and sittings',
  api_key_id: 'keys that are passed on',
  pathway: 'resellers and pathways',
  system: 'shared system prompts',
  prompt: 'scaffolds and what is harvested',
  tools: 'shared tool schemas',
  modalities: 'modalities',
  reasoning_refs: 'reused reasoning',
  reasoning_issued: 'reused reasoning',
  params: 'program vectors',
  output_tokens: 'volume of answers',
  status: 'limits and handover after them',
  refused: 'refusals',
  latency_ms: 'latency',
  ip: 'shared addresses',
  asn: 'shared networks',
  country: 'countries',
  user_agent: 'clients',
  ja4: 'TLS fingerprints',
  device_id: 'shared devices',
};

/** What stays unseen where these fields are missing, each once. */
export function blindTo(targets: readonly Target[]): string[] {
  return [...new Set(targets.flatMap((target) => SEEN_BY[target] ?? []))];
}

/** Where a source sends to. */
export function endpointOf({ name, format }: { name: string; format: string }): string {
  if (name === 'retort') return '/api/v1/ingest';
  if (name === 'otel' && format === 'otel') return '/v1/traces';
  return `/api/v1/ingest/${name}`;
}

export interface IntakeState {
  tone: 'good' | 'warn' | 'bad' | 'neutral';
  word: string;
}

const LATE_SECONDS = 60;

/** How the intake of a source goes, in a word. */
export function intakeState(source: {
  bodies: number;
  lag_seconds: number | null;
  set_aside: number;
  records_per_minute: number;
}): IntakeState {
  if (source.set_aside > 0) return { tone: 'bad', word: 'set aside' };
  if ((source.lag_seconds ?? 0) > LATE_SECONDS) return { tone: 'warn', word: 'late' };
  if (source.records_per_minute > 0) return { tone: 'good', word: 'comes in' };
  return { tone: 'neutral', word: source.bodies > 0 ? 'quiet' : 'never sent' };
}

/** `0.4`, `12`, `1,600`: records a minute. */
export function rateText(perMinute: number): string {
  return perMinute >= 10 || perMinute === 0
    ? Math.round(perMinute).toLocaleString('en-US')
    : perMinute.toFixed(1);
}

/** Whether a new source may have this name: as addresses and keys name it. */
export function isSourceName(name: string): boolean {
  return /^[a-z0-9][a-z0-9_-]{0,63}$/.test(name);
}
