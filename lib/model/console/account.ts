import { z } from 'zod';
import { CAMPAIGN_STATUSES } from '@/lib/model/campaign';
import { CAPABILITIES } from '@/lib/model/capability';
import { ACCOUNT_STATUSES } from '@/lib/model/decision';
import { pageOf } from '@/lib/model/page';

const time = z.iso.datetime();
const share = z.number().min(0).max(1);
const count = z.number().int();
const shares = z.partialRecord(z.enum(CAPABILITIES), share);

export const ACCOUNT_SORTS = ['last_seen', 'created', 'exchanges'] as const;
/** Whether an account is in a campaign that stands: suspected, confirmed or contained. */
export const IN_CAMPAIGN = ['yes', 'no'] as const;
/** What stands for "the record did not say" in a filter. */
export const UNKNOWN = 'unknown';

const some = z.union([z.string().max(200), z.array(z.string().max(200)).max(30)]).optional();
const text = z
  .string()
  .trim()
  .max(400)
  .refine((value) => !value.includes('\0'), 'A text holds no NUL.')
  .optional();

/** What may be asked of the list of accounts. Each word list is an "any of these". */
export const accountFilter = z.object({
  sort: z.enum(ACCOUNT_SORTS).default('last_seen'),
  order: z.enum(['asc', 'desc']).default('desc'),
  status: some,
  pathway: some,
  plan: some,
  verified: some,
  campaign: z.enum(IN_CAMPAIGN).optional(),
  /** "kind:value" as in the indicator table, "kind#HEX" by its key, or "scaffold:ID" of a family. */
  indicator: text,
  /** The beginning of an id, or part of an organization or of an e-mail pattern or domain. */
  q: text,
});

/** The campaign an account belongs to most. */
export const accountCampaign = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(CAMPAIGN_STATUSES),
  current: z.boolean(),
  membership: share,
});

export const accountRow = z.object({
  id: z.string(),
  status: z.enum(ACCOUNT_STATUSES),
  pathway: z.string().nullable(),
  plan: z.string().nullable(),
  verified: z.string().nullable(),
  organization: z.string().nullable(),
  email: z.string().nullable(),
  created_at: time.nullable(),
  last_seen: time.nullable(),
  exchanges: count,
  campaign: accountCampaign.nullable(),
  /** Shares of its traffic over the 30 days before it was last seen. */
  capabilities: shares,
});

/** The filter's indicator in words, and with the first page how many accounts match. */
export const accountPage = pageOf(accountRow).extend({
  total: count.nullable(),
  /** More match than were counted. */
  total_is_least: z.boolean(),
  indicator: z.object({ kind: z.string(), value: z.string(), known: z.boolean() }).nullable(),
});

/** Words that occur, with how many accounts have each; for the menus of the filters. */
export const accountFacets = z.object({
  plans: z.array(z.object({ value: z.string(), count })),
  pathways: z.array(z.object({ value: z.string(), count })),
  accounts: count,
});

export const membershipRow = accountCampaign.extend({
  role: z.string(),
  harvest_share: share,
  exchanges: count,
  harvest_exchanges: count,
  recommended_action: z.string(),
  reasons: z.array(z.string()),
  looks_innocent: z.string().nullable(),
  score: share,
  accounts: count,
  joined_at: time,
  detected_at: time,
});

/** What the header of an account shows on all of its tabs. */
export const accountHead = z.object({
  id: z.string(),
  version: count,
  status: z.enum(ACCOUNT_STATUSES),
  status_at: time.nullable(),
  /** Null while only its exchanges are known. */
  created_at: time.nullable(),
  first_seen: time.nullable(),
  last_seen: time.nullable(),
  exchanges: count,
  pathway: z.string().nullable(),
  plan: z.string().nullable(),
  rpm_limit: count.nullable(),
  country: z.string().nullable(),
  organization: z.string().nullable(),
  email_pattern: z.string().nullable(),
  email_domain: z.string().nullable(),
  verified: z.string().nullable(),
  declared_use: z.string().nullable(),
  /** Where fields come from that were derived, in words that follow "derived from the"; `asn` for the network of the address. */
  derived: z.record(z.string(), z.string()),
  /** Whether the mail domain is known for throw-away addresses. */
  throw_away: z.boolean(),
  /** The network it signed up from, and who rents servers out there. */
  signup: z.object({ asn: z.string(), hosting: z.string().nullable() }).nullable(),
  payment: z
    .object({ fingerprint: z.string(), kind: z.string().nullable(), others: count, indicator: z.string() })
    .nullable(),
  /** The address block most of its exchanges came from. */
  address: z
    .object({ block: z.string(), asn: z.string().nullable(), hosting: z.string().nullable(), others: count })
    .nullable(),
  /** The longest time without an exchange between sign-up and now, if more than three days. */
  silence: z.object({ from: time, to: time }).nullable(),
  /** A mass ban in its campaign that came up to 24 hours before its first exchange after a silence or sign-up. */
  after_ban: z.object({ at: time, accounts: count, began: time }).nullable(),
  memberships: z.array(membershipRow),
  decisions: count,
  indicators: count,
  /** The last order to the provider's systems. */
  order: z
    .object({
      id: z.string(),
      kind: z.string(),
      status: z.string(),
      created_at: time,
      delivered_at: time.nullable(),
    })
    .nullable(),
});

/** The most points a chart is given. */
export const MOST_POINTS = 500;

export const accountTimeline = z.object({
  from: time,
  to: time,
  /** Where the life of the account begins and ends on the axis. */
  born: time,
  ended: time,
  exchanges: count,
  /** Each exchange where they are few, else null. `model` is an index into `models`. */
  marks: z.array(z.object({ at: time, capability: z.enum(CAPABILITIES), model: count })).nullable(),
  /** Exchanges by bucket where they are many; `at` is the index of the bucket from `from`. */
  bucket_seconds: count,
  buckets: z.array(z.object({ capability: z.enum(CAPABILITIES), at: count, exchanges: count })),
  models: z.array(z.string()),
  /** Capabilities of its whole life, most frequent first: the lanes. */
  sought: z.array(z.object({ capability: z.enum(CAPABILITIES), exchanges: count })),
  /** Exchanges by bucket over its whole life, for the brush. */
  life: z.object({ bucket_seconds: count, counts: z.array(count) }),
  events: z.array(
    z.object({ at: time, kind: z.string(), source: z.string(), reason: z.string().nullable(), count }),
  ),
  detections: z.array(z.object({ at: time, text: z.string() })),
  decisions: z.array(
    z.object({ at: time, kind: z.string(), actor: z.string(), campaign: z.string().nullable() }),
  ),
  releases: z.array(z.object({ at: time, model: z.string() })),
  /** Exchanges by hour of the day, 24 figures, over the range. */
  hours_of_day: z.array(count).length(24),
});

export const exchangeRow = z.object({
  id: z.string(),
  at: time,
  capability: z.enum(CAPABILITIES),
  score: share,
  model: z.string(),
  /** Masked text, or null when none was kept. */
  excerpt: z.string().nullable(),
  input_tokens: count.nullable(),
  output_tokens: count.nullable(),
  status: count.nullable(),
  refused: z.boolean(),
  latency_ms: count.nullable(),
});

export const exchangePage = pageOf(exchangeRow);

export const sessionRow = z.object({
  began: time,
  ended: time,
  /** Milliseconds from the end of the session before; null for the first. */
  since_last_ms: z.number().nullable(),
  exchanges: count,
  models: z.array(z.string()),
  capabilities: shares,
  input_tokens: count,
  output_tokens: count,
  limited: count,
});

export const sessionPage = pageOf(sessionRow);

export const accountBreakdown = z.object({
  from: time,
  to: time,
  exchanges: count,
  shares,
  baseline: shares,
  /** How many accounts are like it, how many of them the baseline is taken from, and what makes them alike. */
  peers: count,
  sampled: count,
  alike: z.enum(['plan and pathway', 'pathway', 'all']),
});

export const sharedIndicator = z.object({
  kind: z.string(),
  value: z.string(),
  /** What a person reads of it: the words of a scaffold family, else the value. */
  label: z.string(),
  /** What the list of accounts takes to show those who share it. */
  filter: z.string(),
  accounts: count,
  /** The accounts were counted only up to this many. */
  counted_to: count.nullable(),
  /** Share of those accounts that are in the campaign; null without a campaign. */
  in_campaign: share.nullable(),
  /** How many of them were looked at for that share. */
  looked_at: count,
  /** One in how many accounts shows it. */
  one_in: z.number(),
  first_seen: time,
  last_seen: time,
  exchanges: count,
  /** What other providers said of it, if anything. */
  reported: z.string().nullable(),
});

export const accountIndicators = z.object({
  items: z.array(sharedIndicator),
  /** How many values nobody else shows, and all of them. */
  alone: count,
  total: count,
  accounts: count,
  campaign: z.object({ id: z.string(), title: z.string() }).nullable(),
});

export const accountHistory = z.object({
  decisions: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      at: time,
      actor: z.string(),
      reason: z.string(),
      outcome: z.string().nullable(),
      campaign: z.object({ id: z.string(), title: z.string() }).nullable(),
      order: z
        .object({
          id: z.string(),
          status: z.string(),
          attempts: count,
          last_error: z.string().nullable(),
          delivered_at: time.nullable(),
        })
        .nullable(),
    }),
  ),
  audit: z.array(
    z.object({
      seq: z.string(),
      at: time,
      actor: z.string(),
      verb: z.string(),
      before: z.unknown(),
      after: z.unknown(),
    }),
  ),
  events: z.array(
    z.object({ at: time, kind: z.string(), source: z.string(), reason: z.string().nullable() }),
  ),
});

export type AccountSort = (typeof ACCOUNT_SORTS)[number];
export type AccountRow = z.infer<typeof accountRow>;
export type AccountPage = z.infer<typeof accountPage>;
export type AccountFacets = z.infer<typeof accountFacets>;
export type AccountHead = z.infer<typeof accountHead>;
export type MembershipRow = z.infer<typeof membershipRow>;
export type AccountTimeline = z.infer<typeof accountTimeline>;
export type ExchangeRow = z.infer<typeof exchangeRow>;
export type ExchangePage = z.infer<typeof exchangePage>;
export type SessionRow = z.infer<typeof sessionRow>;
export type SessionPage = z.infer<typeof sessionPage>;
export type AccountBreakdown = z.infer<typeof accountBreakdown>;
export type SharedIndicator = z.infer<typeof sharedIndicator>;
export type AccountIndicators = z.infer<typeof accountIndicators>;
export type AccountHistory = z.infer<typeof accountHistory>;
