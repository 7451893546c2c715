import { z } from 'zod';
import { CAMPAIGN_STATUSES } from '@/lib/model/campaign';
import { pageOf } from '@/lib/model/page';
import { ACCOUNT_STATUSES } from '@/lib/model/words';
import { accountCampaign } from './account';

const time = z.iso.datetime();
const count = z.number().int();

export const INDICATOR_SORTS = ['accounts', 'campaigns', 'first_seen', 'last_seen'] as const;
/** Which values: all that are shared, those somebody watches, those other providers reported. */
export const INDICATOR_LISTS = ['shared', 'watched', 'reported'] as const;

const kinds = z.union([z.string().max(60), z.array(z.string().max(60)).max(30)]).optional();

/** What may be asked of the list of values. `kind` is an "any of these". */
export const indicatorFilter = z.object({
  list: z.enum(INDICATOR_LISTS).default('shared'),
  sort: z.enum(INDICATOR_SORTS).default('accounts'),
  order: z.enum(['asc', 'desc']).default('desc'),
  kind: kinds,
  campaign: z.enum(['yes', 'no']).optional(),
  /** Values so common that they say next to nothing are left out unless asked for. */
  hubs: z.enum(['1']).optional(),
  /** The beginning of the value, whatever its case. */
  q: z
    .string()
    .trim()
    .max(100)
    .refine((value) => !value.includes('\0'), 'A text holds no NUL.')
    .optional(),
});

/** A campaign that holds a value: how many of its members show it. */
export const holdingCampaign = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(CAMPAIGN_STATUSES),
  accounts: count,
  members: count,
});

/** What one other provider said of a value. */
export const reportedBy = z.object({
  source: z.string(),
  confidence: z.number().nullable(),
  valid_until: time.nullable(),
  note: z.string().nullable(),
  received_at: time,
});

export const watchEntry = z.object({
  note: z.string(),
  by: z.string(),
  at: time,
  expires_at: time.nullable(),
  version: count,
});

export const indicatorRow = z.object({
  /** As in the address: "kind:value", or "kind#HEX" by its key. */
  name: z.string(),
  kind: z.string(),
  value: z.string(),
  /** What a person reads of it: the words of a scaffold family, else the value. */
  label: z.string(),
  accounts: count,
  /** One in how many accounts shows it; null when none does. */
  one_in: z.number().nullable(),
  hub: z.boolean(),
  exchanges: count,
  first_seen: time.nullable(),
  last_seen: time.nullable(),
  /** How many campaigns that stand hold it; the first of them by score. */
  campaigns: count,
  held_by: z.array(holdingCampaign),
  reports: count,
  reported: z.array(reportedBy),
  watch: watchEntry.nullable(),
});

export const indicatorPage = pageOf(indicatorRow).extend({
  /** Values by tab, and hits; with the first page. */
  counts: z.object({ shared: count, watched: count, reported: count, hits: count, hubs: count }).nullable(),
  /** Kinds that occur in the list, with their numbers of values; with the first page. */
  kinds: z.array(z.object({ kind: z.string(), values: count })).nullable(),
  /** When the worker counted; null before it ever did. */
  counted_at: time.nullable(),
  /** Accounts that are known. */
  accounts: count,
});

export const indicatorHead = indicatorRow.extend({
  /** Accounts that are known, and those in no campaign that stands; those of the latter that show it. */
  all_accounts: count,
  all_outside: count,
  outside: count,
  /** Whether any account showed it, anybody reported it or somebody watches it. */
  known: z.boolean(),
  /** Accounts that showed it first, by day, oldest first; `from` is the first day. From a sample for very common values. */
  activity: z
    .object({ from: time, days: z.array(count), active: z.array(count), sampled: count.nullable() })
    .nullable(),
});

export const indicatorAccount = z.object({
  id: z.string(),
  status: z.enum(ACCOUNT_STATUSES),
  campaign: accountCampaign.nullable(),
  first_seen: time,
  last_seen: time,
  exchanges: count,
  /** Shown for the first time since the value is watched. */
  hit: z.boolean(),
});

export const indicatorAccountPage = pageOf(indicatorAccount).extend({
  /** Latest first; false for values so common that their accounts are not sorted. */
  sorted: z.boolean(),
});

/** A watched value that an account showed for the first time. */
export const watchHit = z.object({
  name: z.string(),
  kind: z.string(),
  label: z.string(),
  note: z.string(),
  account: z.object({
    id: z.string(),
    status: z.enum(ACCOUNT_STATUSES),
    campaign: accountCampaign.nullable(),
  }),
  shown_at: time,
  found_at: time,
});

export const watchHitPage = pageOf(watchHit);

/** All watched values by their names in addresses, for marking them wherever they stand. */
export const watchedNames = z.object({ items: z.array(z.object({ name: z.string(), note: z.string() })) });

export type IndicatorSort = (typeof INDICATOR_SORTS)[number];
export type IndicatorList = (typeof INDICATOR_LISTS)[number];
export type HoldingCampaign = z.infer<typeof holdingCampaign>;
export type ReportedBy = z.infer<typeof reportedBy>;
export type WatchEntry = z.infer<typeof watchEntry>;
export type IndicatorRow = z.infer<typeof indicatorRow>;
export type IndicatorPage = z.infer<typeof indicatorPage>;
export type IndicatorHead = z.infer<typeof indicatorHead>;
export type IndicatorAccount = z.infer<typeof indicatorAccount>;
export type IndicatorAccountPage = z.infer<typeof indicatorAccountPage>;
export type WatchHit = z.infer<typeof watchHit>;
export type WatchHitPage = z.infer<typeof watchHitPage>;
export type WatchedNames = z.infer<typeof watchedNames>;
