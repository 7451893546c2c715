import type { Reject } from '@/lib/model/records';
import type { AccountChange } from './account';
import type { Facts, Sums } from './facts';

/** Number of columns of `exchange` that a row fills, in the order of EXCHANGE_TARGET. */
export const EXCHANGE_COLUMN_COUNT = 24;
export const EXCHANGE_TARGET =
  'exchange (account_key, occurred_at, model_key, session_key, system_key, head_key, tail_key, frame_key, tool_key, ' +
  'param_key, address_key, agent_key, input_tokens, output_tokens, cached_tokens, latency_ms, status, capability, score, ' +
  'pathway, modalities, refused, id, excerpt)';

/** A rejected line, and the row itself where it is kept, so that it can be tried again. */
export interface Rejected extends Reject {
  raw?: string;
}

/** The checked and analysed records of a block, in plain buffers that threads can hand on. */
export interface Batch {
  rejects: Rejected[];
  unknownFields: number;
  /** Records other than exchanges. */
  others: number;
  /** Exchanges that stood twice in the batch; only the first is in `rows`. */
  repeated: number;
  /** Binary COPY rows for EXCHANGE_TARGET. */
  rows: Uint8Array;
  exchanges: number;
  /** Days since 1970 that the rows lie on. */
  days: number[];
  /** Latest `occurred_at`, in microseconds since 1970; NaN without exchanges. */
  newest: number;
  facts: Facts;
  /** What all rows add to the rollups; computed again when some turn out to be duplicates. */
  sums: Sums;
  /** Interned values in the order of `facts.indicatorKeys`: index into INDICATOR_KINDS, and the texts as a text[] in binary form. */
  indicatorKinds: Uint8Array;
  indicatorValues: Uint8Array;
  accounts: AccountChange[];
  events: AccountEvent[];
  releases: { key: bigint; name: string; at: number }[];
  shared: SharedIndicator[];
}

export interface AccountEvent {
  account: bigint;
  at: number;
  kind: string;
  reason: string | null;
}

export interface SharedIndicator {
  key: bigint;
  source: string;
  kind: string;
  value: string;
  confidence: number | null;
  /** Microseconds since 1970, NaN when open. */
  validUntil: number;
  note: string | null;
}
