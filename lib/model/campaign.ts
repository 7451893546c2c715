import { z } from 'zod';
import { CAPABILITIES } from './capability';

export const CAMPAIGN_STATUSES = ['suspected', 'confirmed', 'dismissed', 'contained', 'closed'] as const;
export const ACTIONS = ['watch', 'verify', 'throttle', 'suspend'] as const;
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export const DISMISS_OUTCOMES = ['not_coordinated', 'not_harvesting', 'authorized', 'duplicate'] as const;

export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];
/** The recommended step, mildest first. */
export type Action = (typeof ACTIONS)[number];
export type Severity = (typeof SEVERITIES)[number];
export type DismissOutcome = (typeof DISMISS_OUTCOMES)[number];

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

/** Score at which each recommended step begins; below the first it is `watch`. */
export const ACTION_THRESHOLDS: Record<Exclude<Action, 'watch'>, number> = { verify: 0.5, throttle: 0.7, suspend: 0.9 };

/** How urgent a campaign or alert with this score (0 to 1) is. */
export function severityOf(score: number): Severity {
  if (score >= 0.9) return 'critical';
  if (score >= 0.7) return 'high';
  if (score >= 0.4) return 'medium';
  return 'low';
}
