import type { ExchangeRecord } from '@/lib/model/records';

/** A record while it is read. */
export type Fields = { -readonly [name in keyof ExchangeRecord]: ExchangeRecord[name] };

/** What a field of a record is set by. Compiled one by one: a store under a name that varies is many times slower. */
export const SETTERS: Readonly<Record<keyof ExchangeRecord, (to: Fields, value: never) => void>> = {
  type: () => {},
  id: (to, value) => {
    to.id = value;
  },
  account_id: (to, value) => {
    to.account_id = value;
  },
  occurred_at: (to, value) => {
    to.occurred_at = value;
  },
  model: (to, value) => {
    to.model = value;
  },
  session_id: (to, value) => {
    to.session_id = value;
  },
  api_key_id: (to, value) => {
    to.api_key_id = value;
  },
  pathway: (to, value) => {
    to.pathway = value;
  },
  system: (to, value) => {
    to.system = value;
  },
  prompt: (to, value) => {
    to.prompt = value;
  },
  tools: (to, value) => {
    to.tools = value;
  },
  modalities: (to, value) => {
    to.modalities = value;
  },
  reasoning_refs: (to, value) => {
    to.reasoning_refs = value;
  },
  reasoning_issued: (to, value) => {
    to.reasoning_issued = value;
  },
  params: (to, value) => {
    to.params = value;
  },
  input_tokens: (to, value) => {
    to.input_tokens = value;
  },
  output_tokens: (to, value) => {
    to.output_tokens = value;
  },
  cached_tokens: (to, value) => {
    to.cached_tokens = value;
  },
  status: (to, value) => {
    to.status = value;
  },
  refused: (to, value) => {
    to.refused = value;
  },
  latency_ms: (to, value) => {
    to.latency_ms = value;
  },
  ip: (to, value) => {
    to.ip = value;
  },
  asn: (to, value) => {
    to.asn = value;
  },
  country: (to, value) => {
    to.country = value;
  },
  user_agent: (to, value) => {
    to.user_agent = value;
  },
  ja4: (to, value) => {
    to.ja4 = value;
  },
  device_id: (to, value) => {
    to.device_id = value;
  },
};
