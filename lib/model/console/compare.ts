import { z } from 'zod';
import { CAPABILITIES } from '@/lib/model/capability';
import { ACCOUNT_STATUSES } from '@/lib/model/words';
import { accountCampaign } from './account';

const time = z.iso.datetime();
const count = z.number().int();
const text = z.string().nullable();

/** As many accounts as stand side by side. */
export const MOST_COMPARED = 5;

export const comparedAccount = z.object({
  id: z.string(),
  status: z.enum(ACCOUNT_STATUSES),
  campaign: accountCampaign.nullable(),
  plan: text,
  pathway: text,
  verified: text,
  country: text,
  organization: text,
  email: text,
  payment: text,
  signup: text,
  created_at: time.nullable(),
  first_seen: time.nullable(),
  last_seen: time.nullable(),
  exchanges: count,
  /** Shares of its traffic in the range, and how many exchanges they are of. */
  shares: z.partialRecord(z.enum(CAPABILITIES), z.number()),
  in_range: count,
});

export const comparedValue = z.object({
  name: z.string(),
  kind: z.string(),
  label: z.string(),
  /** Of all accounts. */
  accounts: count,
  one_in: z.number(),
  hub: z.boolean(),
  /** By account, in the order asked for: whether it shows the value, and in how many exchanges. */
  shown: z.array(z.boolean()),
  exchanges: z.array(count),
});

export const accountComparison = z.object({
  accounts: z.array(comparedAccount),
  /** Ids that no account has. */
  missing: z.array(z.string()),
  all_accounts: count,
  timeline: z.object({
    from: time,
    to: time,
    /** The life of all of them together. */
    born: time,
    ended: time,
    bucket_seconds: count,
    /** By account: exchanges by bucket, `at` its index from `from`. */
    lanes: z.array(z.array(z.object({ at: count, capability: z.enum(CAPABILITIES), exchanges: count }))),
    events: z.array(z.object({ account: count, at: time, kind: z.string(), count })),
    releases: z.array(z.object({ at: time, model: z.string() })),
    /** Hours of the range in which any of them was at work, and more than one. */
    hours: z.object({ any: count, together: count }),
  }),
  /** Values that at least two of them show, the rarest first, hubs last; and how many there are. */
  shared: z.array(comparedValue),
  shared_total: count,
  /** Of each kind the value that one of them shows most and no other does. */
  apart: z.array(comparedValue),
  /** Others that share the rarest of their values. */
  suggested: z.array(z.object({ id: z.string(), values: count })),
});

export type ComparedAccount = z.infer<typeof comparedAccount>;
export type ComparedValue = z.infer<typeof comparedValue>;
export type AccountComparison = z.infer<typeof accountComparison>;
