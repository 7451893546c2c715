import { z } from 'zod';
import { ACTIONS, CAMPAIGN_STATUSES, evidence, SEVERITIES } from '@/lib/model/campaign';
import { CAPABILITIES } from '@/lib/model/capability';
import { pageOf } from '@/lib/model/page';

const time = z.iso.datetime();
const share = z.number().min(0).max(1);

/** Somebody who works with the console. */
export const person = z.object({ id: z.string(), name: z.string() });

/** The tabs of the queue. */
export const ALERT_VIEWS = ['open', 'mine', 'unclaimed', 'decided'] as const;
export const ALERT_SORTS = ['severity', 'newest', 'due'] as const;

/** What may be asked of the queue. `due` leaves what is due within a week. */
export const alertFilter = z.object({
  view: z.enum(ALERT_VIEWS).default('open'),
  sort: z.enum(ALERT_SORTS).default('severity'),
  kind: z.union([z.string(), z.array(z.string())]).optional(),
  severity: z.union([z.enum(SEVERITIES), z.array(z.enum(SEVERITIES))]).optional(),
  capability: z.enum(CAPABILITIES).optional(),
  due: z.literal('week').optional(),
});

export const alertRow = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  severity: z.enum(SEVERITIES),
  score: share,
  /** A plain sentence that completes the campaign's title. */
  summary: z.string(),
  campaign: z.object({
    id: z.string(),
    title: z.string(),
    status: z.enum(CAMPAIGN_STATUSES),
    version: z.number().int(),
    coordination: share,
    extraction: share,
    capabilities: z.partialRecord(z.enum(CAPABILITIES), share),
  }),
  assignee: person.nullable(),
  created_at: time,
  due_at: time.nullable(),
  decided_at: time.nullable(),
  version: z.number().int(),
});

export const alertPage = pageOf(alertRow);

/** How many alerts each tab, severity and kind holds. `newest_at` is what "N new" counts from. */
export const alertCounts = z.object({
  views: z.record(z.enum(ALERT_VIEWS), z.number().int()),
  severities: z.partialRecord(z.enum(SEVERITIES), z.number().int()),
  kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })),
  newest_at: time.nullable(),
});

export const alertNews = z.object({ count: z.number().int() });

/** What the panel beside the queue shows of one alert. */
export const alertReview = alertRow.extend({
  recommended_action: z.enum(ACTIONS),
  account_count: z.number().int(),
  active_accounts: z.number().int(),
  innocent_accounts: z.number().int(),
  campaign_score: share,
  owner: person.nullable(),
  evidence: z.array(evidence),
  /** Exchanges of the campaign by hour, with the level before the last week to compare with. */
  traffic: z.object({
    unit: z.enum(['hour', 'day']),
    baseline: z.number().nullable(),
    points: z.array(z.object({ at: time, exchanges: z.number().int(), harvest: z.number().int() })),
  }),
  /** Mass bans within the traffic shown. */
  bans: z.array(z.object({ at: time, accounts: z.number().int() })),
});

export type Person = z.infer<typeof person>;
export type AlertView = (typeof ALERT_VIEWS)[number];
export type AlertSort = (typeof ALERT_SORTS)[number];
export type AlertRow = z.infer<typeof alertRow>;
export type AlertPage = z.infer<typeof alertPage>;
export type AlertCounts = z.infer<typeof alertCounts>;
export type AlertReview = z.infer<typeof alertReview>;
