import type { Action, CampaignStatus, Evidence } from '@/lib/model/campaign';
import type { Capability } from '@/lib/model/capability';
import type { RedactionLevel, Tlp } from '@/lib/model/case-words';
import type { IndicatorKind } from '@/lib/model/indicator';

// A case file as one plain value: what load.ts reads, redact.ts narrows and every writer writes. JSON-safe as it stands:
// times are ISO strings in UTC, shares are 0 to 1, no bigint, no undefined. What a level leaves out is null or an empty list.

export const CASE_FORMAT = 'retort-case';
export const CASE_VERSION = 1;

export interface CaseFile {
  format: typeof CASE_FORMAT;
  version: typeof CASE_VERSION;
  redaction: RedactionLevel;
  tlp: Tlp;
  /** The newest thing known of the campaign: everything here is as of then, and no time of making is kept. */
  cutoff: string;
  /** Who issues it: the organization's name (RETORT_ORGANIZATION) and the program that wrote it. */
  producer: { organization: string; software: string; software_version: string };
  /** What was asked for, and how much of it is in here. */
  filter: CaseFilter;
  campaign: CaseCampaign;
  /** For and against, strongest for first, strongest against last. */
  evidence: Evidence[];
  /** Surest members first. Empty at public. */
  accounts: CaseAccount[];
  /** Accounts that people took out of the campaign. Empty below internal. */
  excluded: CaseExclusion[];
  /** Counted over all members, whatever the level leaves of them. */
  totals: CaseTotals;
  /** Values that members share, by weight: what is unusual and common to many first. */
  indicators: CaseIndicator[];
  /** Constant parts of prompts, those it sends most first. */
  scaffolds: CaseScaffold[];
  /** A sample of harvest exchanges, masked, oldest first. Without excerpts at partner, empty at public. */
  exchanges: CaseExchange[];
  /** Traffic by day and capability, sorted by both. */
  traffic: CaseTraffic[];
  models: CaseModel[];
  pathways: CasePathway[];
  /** What happened to members by day and kind: sign-ups, bans, limits, … Sorted by both. */
  account_events: CaseAccountEvents[];
  /** What happened to the campaign, oldest first. Notes of analysts only at internal. */
  events: CaseEvent[];
  /** What people decided about it, oldest first. */
  decisions: CaseDecision[];
  /** What was ordered of the provider's systems because of it, by decision and kind. */
  orders: CaseOrders[];
  /** Its turns over time; null while the picture has not been drawn. */
  rhythm: CaseRhythm | null;
  /** The audit log's entries about the campaign, its batches and its decisions, oldest first. Empty below internal. */
  audit: CaseAuditEntry[];
}

export interface CaseFilter {
  campaign_id: string;
  /** How many there are, how many of them are in here, and the most that would be. */
  accounts: Included;
  indicators: Included;
  scaffolds: Included;
  exchanges: Included;
  audit: Included;
}

export interface Included {
  total: number;
  included: number;
  limit: number;
}

export interface CaseCampaign {
  id: string;
  title: string;
  status: CampaignStatus;
  first_seen: string;
  last_seen: string;
  detected_at: string;
  decided_at: string | null;
  contained_at: string | null;
  score: number;
  coordination: number;
  extraction: number;
  recommended_action: Action;
  /** Scores from which steps are recommended, where that is not as measured. */
  steps?: Record<Exclude<Action, 'watch'>, number>;
  exchanges: number;
  harvest_exchanges: number;
  account_count: number;
  active_accounts: number;
  /** Shares of the harvest, and the same of unrelated accounts on the same plans and pathways. */
  capabilities: Partial<Record<Capability, number>>;
  baseline: Partial<Record<Capability, number>>;
  /** Accounts the baseline is taken from. */
  peers: number;
  dismiss_outcome: string | null;
  /** Ids of the campaigns it became part of and was split from. */
  merged_into: string | null;
  split_from: string | null;
  /** The detection run it is from: what was known until when, and over how many days. */
  run: { until: string; window_days: number } | null;
}

export interface CaseAccount {
  /** As the provider names it; at partner `hmac-sha256:` and 64 hex digits, keyed by the deployment. */
  id: string;
  membership: number;
  harvest_share: number;
  role: string;
  reasons: string[];
  recommended_action: Action;
  exchanges: number;
  harvest_exchanges: number;
  /** Why this member may be innocent, or null. */
  looks_innocent: string | null;
  joined_at: string;
  status: 'active' | 'suspended' | 'banned';
  status_at: string | null;
  created_at: string | null;
  first_seen: string | null;
  last_seen: string | null;
  pathway: string | null;
  plan: string | null;
  country: string | null;
  verified: string | null;
  /** What identifies a customer; null below internal. */
  identity: CaseIdentity | null;
}

/** Field by field what an account record has (lib/model/records.ts). */
export interface CaseIdentity {
  organization: string | null;
  email_domain: string | null;
  email_pattern: string | null;
  email_hash: string | null;
  phone_hash: string | null;
  payment_fingerprint: string | null;
  payment_bin: string | null;
  payment_country: string | null;
  payment_kind: string | null;
  signup_ip: string | null;
  signup_asn: string | null;
  device_id: string | null;
  ja4: string | null;
  declared_use: string | null;
}

export interface CaseExclusion {
  id: string;
  kind: string;
  reason: string;
  by: string;
  at: string;
}

export interface CaseTotals {
  by_status: Record<string, number>;
  by_role: Record<string, number>;
  by_country: Record<string, number>;
  by_verified: Record<string, number>;
  by_plan: Record<string, number>;
  looks_innocent: number;
  /** Of the members' whole life as counted by hour; tokens are 0 where records had none. */
  exchanges: number;
  input_tokens: number;
  output_tokens: number;
  refused: number;
  limited: number;
}

export interface CaseIndicator {
  kind: IndicatorKind;
  /** Readable where the kind is; at partner a value that names a customer is `hmac-sha256:…`. */
  value: string;
  /** True when `value` is such a keyed hash: of use to whoever has the key only. */
  keyed: boolean;
  /** The 64-bit key under which Retort knows it, 16 hex digits; null with a keyed hash, which it would undo. */
  key: string | null;
  /** Members that show it, and accounts outside of the campaign that do. */
  accounts: number;
  outside: number;
  /** How much more often members show it than others do, as a natural logarithm. */
  log_odds: number;
  /** So common outside that it says next to nothing: not to be blocked. */
  hub: boolean;
  /** When members showed it first and last. */
  first_seen: string | null;
  last_seen: string | null;
}

export interface CaseScaffold {
  id: string;
  /** The constant part, with slots where the payload goes. */
  skeleton: string;
  capability: Capability;
  accounts: number;
  exchanges: number;
  all_accounts: number;
  all_exchanges: number;
  first_seen: string;
  last_seen: string;
  /** 64-bit keys of the texts by which it is recognized (head, tail, frame, system), 16 hex digits each. */
  anchors: string[];
  /** Masked excerpts that show it; empty below internal. */
  examples: string[];
}

export interface CaseExchange {
  id: string;
  account_id: string;
  occurred_at: string;
  model: string;
  capability: Capability;
  /** Score of that capability. */
  score: number;
  pathway: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  /** HTTP status. */
  status: number | null;
  refused: boolean;
  /** Masked, at most 600 characters; null when none is kept, or below internal. */
  excerpt: string | null;
}

export interface CaseTraffic {
  /** YYYY-MM-DD */
  day: string;
  capability: Capability;
  exchanges: number;
  harvest: number;
}

export interface CaseModel {
  name: string;
  released_at: string | null;
  exchanges: number;
  /** First hour in which members used it. */
  since: string;
}

export interface CasePathway {
  pathway: string;
  accounts: number;
  exchanges: number;
}

export interface CaseAccountEvents {
  /** YYYY-MM-DD */
  day: string;
  /** signed_up, banned, suspended, reinstated, rate_limited, verified, payment_changed */
  kind: string;
  accounts: number;
}

export interface CaseEvent {
  at: string;
  kind: string;
  /** Null when a run found it, and below internal. */
  actor: string | null;
  summary: string;
}

export interface CaseDecision {
  id: string;
  at: string;
  kind: string;
  outcome: string | null;
  actor_kind: 'person' | 'key' | 'system';
  /** Null below internal. */
  actor: string | null;
  reason: string | null;
  undone: boolean;
}

export interface CaseOrders {
  decision_id: string;
  /** suspend, ban, reinstate, … */
  kind: string;
  accounts: number;
  delivered: number;
  first_at: string;
  last_at: string;
}

export interface CaseRhythm {
  since: string;
  until: string;
  /** Accounts in the picture; `lines` are those of the largest number of exchanges, by first activity. */
  accounts: number;
  lines: CaseRhythmLine[];
  /** Each beside the middle nine tenths of samples of unrelated accounts. */
  measures: { name: string; value: number; low: number; high: number }[];
  /** Bans that fell together. */
  waves: { at: string; accounts: number }[];
}

export interface CaseRhythmLine {
  pool: number;
  banned_at: string | null;
  /** Sessions as pairs of start and length, in seconds from `since`. */
  sessions: [start: number, length: number][];
}

export interface CaseAuditEntry {
  seq: number;
  at: string;
  actor_kind: string;
  actor_id: string;
  actor_name: string;
  verb: string;
  entity: string;
  entity_id: string;
  before: unknown;
  after: unknown;
  prev_hash: string;
  hash: string;
}
