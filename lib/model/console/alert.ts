import { z } from 'zod';
import { ACTIONS, CAMPAIGN_STATUSES, evidence, SEVERITIES } from '@/lib/model/campaign';
import { CAPABILITIES } from '@/lib/model/capability';
import { pageOf } from '@/lib/model/page';
import { ALERT_SORTS, ALERT_VIEWS, DUE_FILTERS } from '@/lib/model/queue';

const time = z.iso.datetime();
const share = z.number().min(0).max(1);

/** Somebody who works with the console. */
export const person = z.object({ id: z.string(), name: z.string() });

const id = z.string().min(1).max(200);

/** What may be asked of the queue. */
export const alertFilter = z.object({
  view: z.enum(ALERT_VIEWS).default('open'),
  sort: z.enum(ALERT_SORTS).default('severity'),
  kind: z.union([z.string(), z.array(z.string())]).optional(),
  severity: z.union([z.enum(SEVERITIES), z.array(z.enum(SEVERITIES))]).optional(),
  capability: z.enum(CAPABILITIES).optional(),
  due: z.enum(DUE_FILTERS).optional(),
  /** Ids of people to whom an alert is assigned. */
  assignee: z.union([id, z.array(id).max(50)]).optional(),
});

/** The moment at which somebody looked at the queue: the clock (ISO), and the newest alert there was. */
export const alertCutoff = z.object({ at: time, newest: time });

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
  /** To whom it was given to see to, until somebody changes it. */
  assignee: person.nullable(),
  /** Who looks at it now and until when; null when nobody does or the time ran out. */
  claim: z.object({ person, until: time }).nullable(),
  /** It is out of sight until then; null when it is not snoozed or has woken. */
  snoozed_until: time.nullable(),
  created_at: time,
  due_at: time.nullable(),
  decided_at: time.nullable(),
  version: z.number().int(),
});

/** `cutoff` is when the first page was read: what news counts from. */
export const alertPage = pageOf(alertRow).extend({ cutoff: alertCutoff.nullable() });

/**
 * How many alerts each tab, severity and kind holds; `matching` is how many the tab and filter asked for have.
 * `at` (the server's clock) and `newest_at` freeze them.
 */
export const alertCounts = z.object({
  at: time,
  matching: z.number().int(),
  views: z.record(z.enum(ALERT_VIEWS), z.number().int()),
  severities: z.partialRecord(z.enum(SEVERITIES), z.number().int()),
  kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })),
  newest_at: time.nullable(),
});

/** What happened since: how many rows are waiting to be shown, and those that somebody changed, as they are now. */
export const alertNews = z.object({ count: z.number().int(), changed: z.array(alertRow) });

/** What became of one alert of a batch. */
export const triageResult = z.object({
  id: z.string(),
  title: z.string(),
  outcome: z.enum(['done', 'conflict', 'refused']),
  /** Why it was left alone. */
  message: z.string().nullable(),
});

/** One request of a batch. `next` goes into the next request of the same scope; null when all of it was gone through. */
export const triageAnswer = z.object({ results: z.array(triageResult), next: z.string().nullable() });

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
export type AlertFilter = z.output<typeof alertFilter>;
export type AlertNews = z.infer<typeof alertNews>;
export type TriageResult = z.infer<typeof triageResult>;
export type TriageAnswer = z.infer<typeof triageAnswer>;
export type { AlertSort, AlertView, DueFilter } from '@/lib/model/queue';
export type AlertRow = z.infer<typeof alertRow>;
export type AlertPage = z.infer<typeof alertPage>;
export type AlertCounts = z.infer<typeof alertCounts>;
export type AlertReview = z.infer<typeof alertReview>;
