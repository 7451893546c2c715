import { z } from 'zod';
import { ACTIONS, CAMPAIGN_SORTS, CAMPAIGN_STATUSES, evidence, SEVERITIES } from '@/lib/model/campaign';
import { CAPABILITIES } from '@/lib/model/capability';
import { TLP_MARKINGS } from '@/lib/model/case-words';
import { UNDOABLE } from '@/lib/model/moves';
import { pageOf } from '@/lib/model/page';
import { ACCOUNT_STATUSES } from '@/lib/model/records';
import { person } from './alert';

const time = z.iso.datetime();
const share = z.number().min(0).max(1);
const shares = z.partialRecord(z.enum(CAPABILITIES), share);

/** What may be asked of the list of campaigns. */
export const campaignFilter = z.object({
  sort: z.enum(CAMPAIGN_SORTS).default('score'),
  order: z.enum(['asc', 'desc']).default('desc'),
  status: z.union([z.enum(CAMPAIGN_STATUSES), z.array(z.enum(CAMPAIGN_STATUSES))]).optional(),
  severity: z.union([z.enum(SEVERITIES), z.array(z.enum(SEVERITIES))]).optional(),
  capability: z.enum(CAPABILITIES).optional(),
  /** Whose it is: one's own, nobody's, or one that one watches. */
  owner: z.enum(['me', 'nobody', 'watched']).optional(),
  q: z.string().trim().max(200).optional(),
});

export const campaignRow = z.object({
  id: z.string(),
  /** What a decision is checked against. */
  version: z.number().int(),
  title: z.string(),
  status: z.enum(CAMPAIGN_STATUSES),
  severity: z.enum(SEVERITIES),
  score: share,
  coordination: share,
  extraction: share,
  accounts: z.number().int(),
  active_accounts: z.number().int(),
  exchanges: z.number().int(),
  capabilities: shares,
  /** Exchanges a day, oldest first. */
  trend: z.array(z.number()),
  owner: person.nullable(),
  first_seen: time,
  last_seen: time,
  detected_at: time,
  current: z.boolean(),
  /** What others and runs did to it since the person who asks last looked; null when they do not watch it. */
  unseen: z.number().int().nullable(),
});

export const campaignRows = pageOf(campaignRow);

/** How many campaigns there are by status. */
export const campaignCounts = z.object({
  total: z.number().int(),
  statuses: z.partialRecord(z.enum(CAMPAIGN_STATUSES), z.number().int()),
});

/** What the header of a campaign shows on all of its tabs. */
export const campaignHeader = campaignRow.extend({
  recommended_action: z.enum(ACTIONS),
  /** Scores from which steps are recommended, by what is live. */
  steps: z.object({ verify: z.number(), throttle: z.number(), suspend: z.number() }),
  harvest_exchanges: z.number().int(),
  banned_accounts: z.number().int(),
  innocent_accounts: z.number().int(),
  decided_at: time.nullable(),
  contained_at: time.nullable(),
  /** The campaign that this one became part of, and the one that its accounts were split from. */
  merged_into: z.object({ id: z.string(), title: z.string() }).nullable(),
  split_from: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** Models the harvest used, most used first, each with the first hour it was. */
  models: z.array(z.object({ name: z.string(), exchanges: z.number().int(), since: time })),
  decision: z
    .object({
      kind: z.string(),
      reason: z.string(),
      outcome: z.string().nullable(),
      actor: z.string(),
      decided_at: time,
      /** What it was dismissed as a duplicate of. */
      other: z.object({ id: z.string(), title: z.string() }).nullable(),
    })
    .nullable(),
  /** Why somebody last decided something about it, and when. */
  last_reason: z.object({ reason: z.string(), at: time }).nullable(),
  /** The last decision, while it can be taken back. */
  undo: z
    .object({ decision_id: z.string(), kind: z.enum(UNDOABLE), actor: z.string(), decided_at: time })
    .nullable(),
  /** Whether the person who asks follows it, and how many do. */
  watching: z.boolean(),
  watchers: z.number().int(),
  /** Accounts that people took out of it. */
  excluded_accounts: z.number().int(),
  open_alerts: z.number().int(),
  /** What its tabs hold: shared values without hubs, as far as they are drawn; scaffold families; and what happened. */
  tabs: z.object({ links: z.number().int(), prompts: z.number().int(), activity: z.number().int() }),
  /** The narrowest marking under which others told what it rests on, and who told it. */
  told: z.object({ source: z.string(), tlp: z.enum(TLP_MARKINGS) }).nullable(),
});

export const campaignOverview = z.object({
  evidence: z.array(evidence),
  baseline: shares,
  /** Accounts the baseline is taken from. */
  peers: z.number().int(),
  pathways: z.array(
    z.object({
      pathway: z.string(),
      accounts: z.number().int(),
      active: z.number().int(),
      /** Exchanges a day over the last seven days. */
      per_day: z.number(),
      /** Share of the traffic up to `pivot_at` and since; null when nothing divides the time. */
      before: share.nullable(),
      since: share.nullable(),
    }),
  ),
  /** What divides the time: the largest ban, else the model release the campaign moved to. */
  divide: z.object({ at: time, what: z.string() }).nullable(),
  scaffolds: z.array(
    z.object({
      id: z.string(),
      skeleton: z.string(),
      capability: z.enum(CAPABILITIES),
      accounts: z.number().int(),
      exchanges: z.number().int(),
      first_seen: time,
      last_seen: time,
    }),
  ),
});

export const TIMELINE_RANGES = ['life', 'month', 'week', '48h'] as const;

export const campaignTimeline = z.object({
  from: time,
  to: time,
  bucket_seconds: z.number().int(),
  /** From first activity to the last thing known: exchanges by bucket, and their mean an hour. */
  life: z.object({
    from: time,
    to: time,
    bucket_seconds: z.number().int(),
    counts: z.array(z.number().int()),
    per_hour: z.number(),
  }),
  /** The harvest, as the shares of the campaign count it. Times are the index of a bucket from `from`; capabilities that never occur are left out. */
  traffic: z.array(z.object({ capability: z.enum(CAPABILITIES), buckets: z.array(z.number().int()) })),
  /** What its accounts sent besides. */
  rest: z.array(z.number().int()),
  sign_ups: z.array(z.number().int()),
  /** Limits and status changes of members by bucket and kind. */
  account_events: z.array(z.object({ at: time, kind: z.string(), accounts: z.number().int() })),
  events: z.array(
    z.object({
      id: z.string(),
      at: time,
      kind: z.string(),
      actor: z.string().nullable(),
      summary: z.string(),
    }),
  ),
  releases: z.array(z.object({ at: time, model: z.string() })),
});

/** How the campaign moved to a model after its release, by hours from it; null when it did not. */
export const campaignPivot = z.object({
  model: z.string(),
  released_at: time,
  points: z.array(
    z.object({
      hour: z.number(),
      share: share.nullable(),
      peers: share.nullable(),
      exchanges: z.number().int(),
    }),
  ),
  /** Shares of the traffic over the first 24 hours. */
  share_in_a_day: share,
  peers_in_a_day: share.nullable(),
});

export const MEMBER_SORTS = ['membership', 'harvest', 'exchanges', 'joined', 'last_seen'] as const;

/** What may be asked of the members of a campaign. */
export const memberFilter = z.object({
  sort: z.enum(MEMBER_SORTS).default('membership'),
  order: z.enum(['asc', 'desc']).default('desc'),
  status: z.union([z.enum(ACCOUNT_STATUSES), z.array(z.enum(ACCOUNT_STATUSES))]).optional(),
  role: z.union([z.string(), z.array(z.string())]).optional(),
  pathway: z.union([z.string(), z.array(z.string())]).optional(),
  membership: z.coerce.number().min(0).max(1).optional(),
  harvest: z.coerce.number().min(0).max(1).optional(),
  innocent: z.literal('1').optional(),
  q: z.string().trim().max(200).optional(),
});

export const memberRow = z.object({
  id: z.string(),
  status: z.enum(ACCOUNT_STATUSES),
  role: z.string(),
  pathway: z.string().nullable(),
  plan: z.string().nullable(),
  verified: z.string().nullable(),
  membership: share,
  harvest_share: share,
  exchanges: z.number().int(),
  harvest_exchanges: z.number().int(),
  recommended_action: z.enum(ACTIONS),
  reasons: z.array(z.string()),
  looks_innocent: z.string().nullable(),
  joined_at: time,
  last_seen: time.nullable(),
});

export const memberPage = pageOf(memberRow).extend({
  /** How many match the filter; only with the first page. */
  total: z.number().int().nullable(),
  roles: z.array(z.object({ value: z.string(), count: z.number().int() })).nullable(),
});

export type CampaignRow = z.infer<typeof campaignRow>;
export type CampaignRows = z.infer<typeof campaignRows>;
export type CampaignCounts = z.infer<typeof campaignCounts>;
export type CampaignHeader = z.infer<typeof campaignHeader>;
export type CampaignOverview = z.infer<typeof campaignOverview>;
export type TimelineRange = (typeof TIMELINE_RANGES)[number];
export type CampaignTimeline = z.infer<typeof campaignTimeline>;
export type CampaignPivot = z.infer<typeof campaignPivot>;
export type MemberRow = z.infer<typeof memberRow>;
export type MemberPage = z.infer<typeof memberPage>;
export type MemberSort = (typeof MEMBER_SORTS)[number];
