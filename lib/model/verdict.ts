// What is said of a campaign in one word, apart from the schemas, so that the browser can have it without those.

export const CAMPAIGN_STATUSES = ['suspected', 'confirmed', 'dismissed', 'contained', 'closed'] as const;
export const ACTIONS = ['watch', 'verify', 'throttle', 'suspend'] as const;
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export const DISMISS_OUTCOMES = ['not_coordinated', 'not_harvesting', 'authorized', 'duplicate'] as const;
/** What a list of campaigns may be ordered by. */
export const CAMPAIGN_SORTS = [
  'score',
  'coordination',
  'extraction',
  'accounts',
  'exchanges',
  'last_seen',
  'detected',
] as const;

export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];
/** The recommended step, mildest first. */
export type Action = (typeof ACTIONS)[number];
export type Severity = (typeof SEVERITIES)[number];
export type DismissOutcome = (typeof DISMISS_OUTCOMES)[number];
export type CampaignSort = (typeof CAMPAIGN_SORTS)[number];

/** Score at which each recommended step begins; below the first it is `watch`. */
export const ACTION_THRESHOLDS: Record<Exclude<Action, 'watch'>, number> = {
  verify: 0.5,
  throttle: 0.7,
  suspend: 0.9,
};

/** How urgent a campaign or alert with this score (0 to 1) is. */
export function severityOf(score: number): Severity {
  if (score >= 0.9) return 'critical';
  if (score >= 0.7) return 'high';
  if (score >= 0.4) return 'medium';
  return 'low';
}
