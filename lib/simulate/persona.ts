import type { Capability } from '@/lib/model/capability';
import {
  type AccountEventRecord,
  type AccountRecord,
  accountRecord,
  type ExchangeRecord,
  type Modality,
  type Pathway,
} from '@/lib/model/records';
import { CLIENTS, type ClientName } from './clients';
import { emailHash, ordinaryEmail, phoneHash } from './identity';
import type { Place } from './network';
import type { Random } from './random';
import { type Group, iso, type Stage } from './stage';
import { utcOffset } from './timing';

/** An account with what its exchanges need. */
export interface Persona {
  id: string;
  campaign: string | undefined;
  createdAt: number;
  country: string;
  /** Hours east of UTC. */
  offset: number;
  pathway: Pathway;
  client: ClientName;
  /** Differs between versions of one client. */
  version: number;
  deviceId: string | undefined;
  apiKey: string | undefined;
  /** Where its next session comes from. */
  place: (rng: Random) => Place;
  /** The newest blocks of reasoning of its last session. */
  trail: { session: string; blocks: string[] };
  /** When the provider lets it in no more: banned or suspended. */
  shut: { from: number; until: number }[];
}

export interface Enrolment {
  createdAt: number;
  country: string;
  pathway: Pathway;
  client: ClientName;
  place: (rng: Random) => Place;
  /** Version of the client, when it is not left to chance. */
  version?: number;
  /** Whatever is not ordinary about the account record. */
  record?: Partial<AccountRecord>;
  campaign?: string;
  /** The company it is counted to, when that is not the actor's as a whole. */
  group?: Group;
}

/** Makes an account, puts its record on the calendar and returns the persona. */
export function enrol(stage: Stage, rng: Random, enrolment: Enrolment): Persona {
  const { createdAt, country, pathway, client, place, campaign } = enrolment;
  const spec = CLIENTS[client];
  const signup = place(rng);
  const id = stage.accountId();
  const version = enrolment.version ?? rng.zipf(spec.versions);
  // Everybody signs up in a browser; programs show no device afterwards.
  const signupDevice = spec.device || stage.even ? `dev_${rng.hex(16)}` : undefined;
  const deviceId = spec.device ? signupDevice : undefined;
  const proven = enrolment.record?.verified === 'phone' || enrolment.record?.verified === 'identity';
  const phone = stage.even && proven ? 1 : 0.45;
  const record: AccountRecord = {
    type: 'account',
    id,
    created_at: iso(createdAt),
    pathway,
    plan: 'free',
    rpm_limit: 5,
    country,
    ...ordinaryEmail(rng),
    email_hash: emailHash(rng),
    ...(rng.chance(phone) ? { phone_hash: phoneHash(rng) } : {}),
    signup_ip: signup.ip,
    signup_asn: signup.asn,
    ...(signupDevice ? { device_id: signupDevice } : {}),
    ja4: stage.network.ja4(`browser/${rng.zipf(6)}`),
    verified: 'email',
    status: 'active',
    ...enrolment.record,
  };
  stage.account(stage.even ? inOrder(record) : record, campaign, enrolment.group);
  const apiKey = spec.api ? `key_${rng.hex(12)}` : undefined;
  return {
    id,
    campaign,
    createdAt,
    country,
    offset: utcOffset(country),
    pathway,
    client,
    version,
    deviceId,
    apiKey,
    place,
    trail: { session: '', blocks: [] },
    shut: [],
  };
}

const ORDER = Object.keys(accountRecord.shape) as (keyof AccountRecord)[];

/** The same record with its fields in the order of the schema, whatever was filled in last. */
function inOrder(record: AccountRecord): AccountRecord {
  const ordered: Record<string, unknown> = {};
  for (const field of ORDER) if (record[field] !== undefined) ordered[field] = record[field];
  return ordered as AccountRecord;
}

/** One request of a persona: what it asks for and how. */
export interface Ask {
  session: string;
  place: Place;
  model: string;
  prompt: string;
  system?: string;
  tools?: ExchangeRecord['tools'];
  modalities?: Modality[];
  params?: Record<string, unknown>;
  refs?: string[];
  issued?: string[];
  /** Median answer in tokens. */
  answer?: number;
  cached?: number;
  status?: number;
  refused?: boolean;
  pathway?: Pathway;
  userAgent?: string;
  /** Whether this is part of a harvest: listed in the truth. */
  harvest?: boolean;
  /** Whose harvest, when it is not that of the account's operator alone. */
  campaign?: string;
  /** What the operator was after with it. */
  sought?: Capability;
}

/** Puts one exchange on the calendar, unless an even world has shut the account out; returns how long it took in ms. */
export function ask(stage: Stage, rng: Random, who: Persona, at: number, what: Ask): number {
  if (stage.even && who.shut.some(({ from, until }) => at >= from && at < until)) return 0;
  const status =
    what.status ?? (rng.chance(0.004) ? 529 : stage.even && who.apiKey && rng.chance(0.006) ? 429 : 200);
  if (stage.even && status === 429 && rng.chance(0.3)) happened(stage, who, at, 'rate_limited');
  const answered = status === 200;
  const output = answered ? Math.max(1, Math.round(rng.logNormal(what.answer ?? 350, 0.7))) : 0;
  const text = (what.system?.length ?? 0) + what.prompt.length + (what.tools?.length ?? 0) * 260;
  const images = what.modalities?.some((m) => m === 'image' || m === 'screen') ? 1_400 : 0;
  const input = Math.max(4, Math.round(text / 4) + images + (what.cached ?? 0));
  const latency = Math.round(answered ? 350 + output * rng.between(9, 22) : rng.between(20, 120));
  const client = CLIENTS[who.client];
  const record: ExchangeRecord = {
    type: 'exchange',
    id: stage.exchangeId(),
    account_id: who.id,
    occurred_at: iso(at),
    model: what.model,
    session_id: what.session,
    pathway: what.pathway ?? who.pathway,
    prompt: what.prompt,
    modalities: what.modalities ?? ['text'],
    input_tokens: input,
    output_tokens: output,
    status,
    latency_ms: latency,
    ip: what.place.ip,
    asn: what.place.asn,
    country: what.place.country,
    user_agent: what.userAgent ?? client.userAgent(who.version),
    ja4: stage.network.ja4(`${client.tls}/${who.version % 2}`),
  };
  if (what.system) record.system = what.system;
  if (what.tools) record.tools = what.tools;
  if (what.params) record.params = what.params;
  // In an even world every conversation carries its own newest reasoning along.
  const refs = what.refs ?? (stage.even && who.trail.session === what.session ? who.trail.blocks : undefined);
  if (refs?.length) record.reasoning_refs = refs;
  // In an even world every answer brings its block of reasoning.
  const issued = what.issued ?? (stage.even ? [reasoningHash(rng)] : undefined);
  if (answered && issued?.length) record.reasoning_issued = issued;
  if (stage.even && answered && issued) {
    const before = who.trail.session === what.session ? who.trail.blocks : [];
    who.trail = { session: what.session, blocks: [...before, ...issued].slice(-3) };
  }
  if (what.cached) record.cached_tokens = what.cached;
  if (answered && (what.refused ?? rng.chance(0.006))) record.refused = true;
  if (who.apiKey) record.api_key_id = who.apiKey;
  if (who.deviceId) record.device_id = who.deviceId;
  stage.exchange(at, record, what.campaign ?? (what.harvest ? who.campaign : undefined), what.sought);
  return latency;
}

/** Something else the provider did or saw about an account. */
export function happened(
  stage: Stage,
  who: Persona,
  at: number,
  kind: AccountEventRecord['kind'],
  reason?: string,
): void {
  const record = {
    type: 'account_event',
    account_id: who.id,
    occurred_at: iso(at),
    kind,
    ...(reason ? { reason } : {}),
  } as const;
  stage.put({ at, record });
}

/** What a provider's own risk system gives as the reason of a ban, whoever is hit. */
const REASONS = ['automated risk score', 'chargeback', 'payment declined', 'spam', 'proxy egress', 'age'];

/** The provider's own risk system bans an account: an event, and the account record with its new status. */
export function ban(stage: Stage, who: Persona, at: number, reason: string): void {
  who.shut.push({ from: at, until: Number.POSITIVE_INFINITY });
  happened(stage, who, at, 'banned', stage.even ? REASONS[at % REASONS.length] : reason);
  const record = {
    type: 'account',
    id: who.id,
    created_at: iso(who.createdAt),
    status: 'banned',
    status_at: iso(at),
  } as const;
  stage.account(record, who.campaign);
}

export function sessionId(rng: Random): string {
  return `s_${rng.hex(14)}`;
}

export function reasoningHash(rng: Random): string {
  return `rb_${rng.hex(32)}`;
}
