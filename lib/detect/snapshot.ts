import type { IndicatorKind } from '@/lib/model/indicator';
import type { Cells } from './cells';
import type { Senders } from './senders';
import type { Unison } from './unison';

/** Everything a run knows: aggregates over the window (since, until], and what was known of accounts at `until`. */
export interface Snapshot {
  /** Milliseconds since 1970, as all times here. */
  since: number;
  until: number;
  exchanges: number;
  /** Accounts with at least one exchange in the window, ordered by key. Everything else refers to their positions. */
  accounts: AccountFacts[];
  /** Values that at least two of these accounts share. */
  shared: SharedValue[];
  families: FamilyFacts[];
  systems: ContentFacts[];
  tools: ContentFacts[];
  params: ContentFacts[];
  /** What each account sent, by content and capability. */
  cells: Cells;
  /** Exchanges of an account under a system prompt that it repeats and nobody else sends. */
  ownSystem: Map<number, number>;
  blocks: SharedBlock[];
  releases: Release[];
  /** Pairs of accounts that send the same at the same time; absent where a caller has no need of them. */
  unison?: Unison[];
}

export interface AccountFacts {
  key: bigint;
  id: string;
  /** Null for a placeholder: an account of which nothing but its exchanges is known. */
  createdAt: number | null;
  pathway: string | null;
  plan: string | null;
  country: string | null;
  organization: string | null;
  emailDomain: string | null;
  emailPattern: string | null;
  paymentBin: string | null;
  paymentKind: string | null;
  verified: string | null;
  declaredUse: string | null;
  /** `active`, `suspended` or `banned` at `until`, and since when. */
  status: string;
  statusAt: number | null;
  exchanges: number;
  sessions: number;
  first: number;
  last: number;
  /** Different UTC days with traffic. */
  days: number;
  refused: number;
  limited: number;
  outputTokens: number;
  /** Exchanges by capability, in the order of CAPABILITIES. */
  capabilities: number[];
}

/** One value of one kind and who has it. */
export interface SharedValue {
  kind: IndicatorKind;
  key: bigint;
  value: string;
  /** Positions in Snapshot.accounts, ascending. */
  accounts: number[];
}

/** Something constant in prompts, and how often each account sent it. */
export interface ContentFacts {
  /** Stable key of the content itself. */
  key: bigint;
  /** The keys in `exchange` by which it is recognised. */
  anchors: bigint[];
  /** Exchanges by account position. */
  byAccount: Senders;
  exchanges: number;
  /** The content of which this is the part that one program sends, and the parameter vectors, by key, of its other parts. */
  whole?: ContentFacts;
  not?: bigint[];
}

export type FamilyFacts = ContentFacts;

/** A hidden reasoning block that one account was issued and others presented, or that several presented. */
export interface SharedBlock {
  key: bigint;
  issuers: number[];
  presenters: number[];
}

/** A model that came out in the window: traffic of each account in the 48 hours after. */
export interface Release {
  model: string;
  at: number;
  byAccount: Map<number, { moved: number; all: number }>;
}

/** What is loaded of a candidate group only. Everything but the session starts is absent where a caller has no need of it. */
export interface Rhythm {
  /** Starts of the members' harvest sessions, seconds since `since`, ascending. */
  starts: Map<number, number[]>;
  /** Around each moment in which a member was limited or banned. */
  handovers?: { limits: Handover[]; bans: Handover[] };
  /** How the group's traffic developed, by time and capability, ascending. */
  phases?: Phase[];
  /** Of the members and of a sample of all accounts. */
  usage?: ReadonlyMap<number, Usage>;
  /** What other providers shared and is valid at `until`. */
  reports?: readonly Report[];
}

/** Exchanges of the others' harvest within a fixed reach before and after the moment. */
export interface Handover {
  before: number;
  after: number;
}

/** Six hours of a group's traffic of one capability. */
export interface Phase {
  at: number;
  capability: number;
  exchanges: number;
  refused: number;
  /** In the group's own contents. */
  harvest: number;
  /** Different openings of prompts. */
  openings: number;
}

/** How an account uses what it has, over the whole hours of the window. */
export interface Usage {
  /** Hours with traffic. */
  hours: number;
  /** Exchanges in the busiest hour. */
  busiestHour: number;
  /** Exchanges within 24 hours of its creation. */
  firstDay: number;
  /**
   * How far its active hours of different days fall to the same time of day (as {@link Hours.kept}, by whole hours), and over how many
   * pairs of hours; absent where not loaded.
   */
  hoursKept?: number;
  hoursPairs?: number;
  /** Requests a minute that its plan allows, if known. */
  rpmLimit: number | null;
  /** Exchanges by length of the question and of the answer, in the classes of LENGTHS; all 0 where tokens are not known. */
  asked: number[];
  answered: number[];
}

/** Something that another provider shared, and who shows it. */
export interface Report {
  kind: string;
  value: string;
  source: string | null;
  /** 0 to 1; null when the source named none. */
  confidence: number | null;
  note: string | null;
  accounts: number[];
  /** Of an indicator of STIX its id and marking, and whether it is only compared more coarsely than it was shared. */
  stixId?: string;
  tlp?: string | null;
  coarse?: boolean;
}
