import { z } from 'zod';
import { CAMPAIGN_STATUSES } from '@/lib/model/campaign';
import { CAPABILITIES } from '@/lib/model/capability';

const time = z.iso.datetime();
const day = z.iso.date();
const share = z.number().min(0).max(1);
const count = z.number().int();
const capability = z.enum(CAPABILITIES);

/** What is looked at: the harvest of campaigns, or all traffic. */
export const CAPABILITY_SCOPES = ['harvest', 'all'] as const;

const words = z.union([z.string().max(200), z.array(z.string().max(200)).max(30)]).optional();

/** What may be asked of the capabilities page. Days are whole days in UTC, both included. */
export const capabilityFilter = z.object({
  scope: z.enum(CAPABILITY_SCOPES).default('harvest'),
  from: day.optional(),
  to: day.optional(),
  model: words,
  pathway: words,
  /** Of the campaigns; suspected, confirmed and contained if left out. */
  status: z.union([z.enum(CAMPAIGN_STATUSES), z.array(z.enum(CAMPAIGN_STATUSES))]).optional(),
});

/** Exchanges by bucket and capability; a bucket is a day or a week that begins on a Monday. */
export const capabilityGrid = z.object({
  unit: z.enum(['day', 'week']),
  /** First day of each bucket, oldest first. */
  buckets: z.array(day),
  /** Buckets before this one lie before the range and are only there to compare with. */
  shown_from: count,
  rows: z.array(z.object({ capability, exchanges: z.array(count) })),
  releases: z.array(z.object({ at: time, model: z.string() })),
  /** The first and last day there is anything of, whatever the filter. */
  span: z.object({ from: day, to: day }).nullable(),
  /** Exchanges of each day of the span under the filters other than the days. */
  days: z.array(count),
  models: z.array(z.string()),
});

/** What the shares of capabilities are told apart by. */
export const CAPABILITY_SIDES = ['campaign', 'model', 'pathway'] as const;
export const sidesFilter = capabilityFilter.extend({ by: z.enum(CAPABILITY_SIDES).default('campaign') });

export const capabilityCampaign = z.object({
  /** Of a campaign its id; else the name of the model, the word of the pathway. */
  id: z.string(),
  title: z.string(),
  harvest: count,
  shares: z.partialRecord(capability, share),
});

export const capabilityCampaigns = z.object({
  /** Largest harvest first. */
  items: z.array(capabilityCampaign),
  total: count,
});

/** How campaigns took to a model in the day after its release, beside everybody else. */
export const capabilityPivots = z.object({
  items: z.array(
    z.object({
      model: z.string(),
      released_at: time,
      campaigns: z.array(z.object({ id: z.string(), title: z.string(), share, exchanges: count })),
      /** Median and middle 80% of the shares of other accounts; null where none was active. */
      peers: z.object({ low: share, median: share, high: share, accounts: count }).nullable(),
    }),
  ),
});

/** What stands behind one cell of the grid, or one square. */
export const drillFilter = capabilityFilter.extend({ capability, campaign: z.string().max(200).optional() });

export const capabilityDrill = z.object({
  exchanges: count,
  scaffolds: z.array(
    z.object({
      id: z.string(),
      skeleton: z.string(),
      accounts: count,
      exchanges: count,
      campaign: z.object({ id: z.string(), title: z.string() }).nullable(),
    }),
  ),
  campaigns: z.array(z.object({ id: z.string(), title: z.string(), exchanges: count })),
});

export type CapabilitySide = (typeof CAPABILITY_SIDES)[number];
export type CapabilityScope = (typeof CAPABILITY_SCOPES)[number];
export type CapabilityGrid = z.infer<typeof capabilityGrid>;
export type CapabilityCampaigns = z.infer<typeof capabilityCampaigns>;
export type CapabilityPivots = z.infer<typeof capabilityPivots>;
export type CapabilityDrill = z.infer<typeof capabilityDrill>;
