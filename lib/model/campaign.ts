import { z } from 'zod';
import { CAPABILITIES } from './capability';
import { ACTIONS, CAMPAIGN_STATUSES } from './verdict';

export * from './verdict';

const share = z.number().min(0).max(1);
const time = z.iso.datetime();

/** One named test's result: positive log-odds speak for the campaign, negative against it. */
export const evidence = z.object({
  signal: z.string(),
  /** Natural logarithm of the likelihood ratio, already discounted for overlap with other signals. */
  log_odds: z.number(),
  /** Which of the two questions it speaks to. */
  about: z.enum(['coordination', 'extraction']),
  /** A plain sentence with its numbers. */
  summary: z.string(),
  /** The base rate or null model it is measured against, as a sentence. */
  baseline: z.string(),
  /** The raw facts behind the sentence, as far as they fit on a screen. */
  details: z.record(z.string(), z.unknown()),
});

export const campaignAccount = z.object({
  id: z.string(),
  membership: share,
  harvest_share: share,
  role: z.string(),
  reasons: z.array(z.string()),
  recommended_action: z.enum(ACTIONS),
});

/** A campaign as the contract gives it, without its accounts, which are paged. */
export const campaignHead = z.object({
  id: z.string(),
  status: z.enum(CAMPAIGN_STATUSES),
  title: z.string(),
  first_seen: time,
  last_seen: time,
  detected_at: time,
  score: share,
  coordination: share,
  extraction: share,
  recommended_action: z.enum(ACTIONS),
  exchanges: z.number().int(),
  harvest_exchanges: z.number().int(),
  capabilities: z.partialRecord(z.enum(CAPABILITIES), share),
  evidence: z.array(evidence),
});

/** A campaign whole, one JSON object a line of `retort campaigns --json`. */
export const campaign = campaignHead.extend({ accounts: z.array(campaignAccount) });

export type Evidence = z.infer<typeof evidence>;
export type CampaignAccount = z.infer<typeof campaignAccount>;
export type CampaignHead = z.infer<typeof campaignHead>;
export type Campaign = z.infer<typeof campaign>;
