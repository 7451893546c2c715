import { z } from 'zod';
import { CAMPAIGN_STATUSES, campaignAccount, campaignHead, SEVERITIES } from './campaign';
import { ACCOUNT_STATUSES, ALERT_STATUSES } from './decision';
import { UNDOABLE } from './moves';
import { PATHWAYS, VERIFICATIONS } from './records';

/** What /api/v1 answers, beyond what the contract fixes in campaign.ts. Snake case, ISO times, text ids. */

const time = z.iso.datetime();
const version = z
  .number()
  .int()
  .meta({ description: 'Send it with a decision: another version by then is a conflict.' });

/** A campaign without its accounts, as lists give it. */
export const campaignItem = campaignHead
  .extend({
    account_count: z.number().int(),
    active_accounts: z
      .number()
      .int()
      .meta({ description: 'Accounts that can act: neither suspended nor banned.' }),
    current: z.boolean().meta({ description: 'Whether the last run still found it.' }),
    merged_into: z
      .string()
      .nullable()
      .meta({ description: 'The campaign that this one became part of; then it is closed.' }),
    split_from: z.string().nullable().meta({ description: 'The campaign whose accounts these were.' }),
    version,
  })
  .meta({ id: 'CampaignItem' });

export const accountOfCampaign = campaignAccount
  .extend({
    status: z.enum(ACCOUNT_STATUSES),
    exchanges: z.number().int(),
    harvest_exchanges: z.number().int(),
  })
  .meta({ id: 'CampaignAccount' });

/** A campaign with the first page of its accounts, surest members first. */
export const campaignWhole = campaignItem
  .extend({
    accounts: z.array(accountOfCampaign),
    accounts_next_cursor: z
      .string()
      .nullable()
      .meta({ description: 'Where /api/v1/campaigns/{id}/accounts goes on; null when these are all.' }),
  })
  .meta({ id: 'Campaign' });

/** An account as its records and decisions have it. Fields nobody sent are null. */
export const accountItem = z
  .object({
    id: z.string(),
    created_at: time.nullable(),
    first_seen: time.nullable(),
    last_seen: time.nullable(),
    exchanges: z.number().int(),
    pathway: z.enum(PATHWAYS).nullable(),
    plan: z.string().nullable(),
    rpm_limit: z.number().int().nullable(),
    country: z.string().nullable(),
    organization: z.string().nullable(),
    email_domain: z.string().nullable(),
    email_pattern: z.string().nullable(),
    verified: z.enum(VERIFICATIONS).nullable(),
    declared_use: z.string().nullable(),
    status: z.enum(ACCOUNT_STATUSES),
    status_at: time.nullable(),
    version,
  })
  .meta({ id: 'AccountItem' });

export const accountWhole = accountItem
  .extend({
    campaigns: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        status: z.enum(CAMPAIGN_STATUSES),
        membership: z.number().min(0).max(1),
        role: z.string(),
      }),
    ),
  })
  .meta({ id: 'Account' });

/** A reason to look. */
export const alertItem = z
  .object({
    id: z.string(),
    kind: z.string(),
    campaign_id: z.string(),
    severity: z.enum(SEVERITIES),
    score: z.number().min(0).max(1),
    summary: z.string(),
    status: z.enum(ALERT_STATUSES),
    assignee_id: z.string().nullable(),
    holder_id: z
      .string()
      .nullable()
      .meta({ description: 'Who looks at it now; null once the claim ran out.' }),
    held_until: time.nullable(),
    snoozed_until: time.nullable().meta({ description: 'Out of sight until then; null once it woke.' }),
    created_at: time,
    due_at: time.nullable(),
    decided_at: time.nullable(),
    version,
  })
  .meta({ id: 'Alert' });

/** The answer to a decision about a campaign. */
export const campaignDecided = z
  .object({
    id: z.string(),
    status: z.enum(CAMPAIGN_STATUSES),
    version,
    decision_id: z.string(),
    decided_at: time,
    alerts_decided: z
      .number()
      .int()
      .meta({ description: 'Open alerts of the campaign that this decided with it.' }),
  })
  .meta({ id: 'CampaignDecided' });

/** The answer to taking an account out of a campaign, or back in. */
export const campaignRelisted = z
  .object({
    id: z.string(),
    account_id: z.string(),
    version,
    accounts: z.number().int().meta({ description: 'Accounts that the campaign has now.' }),
    decision_id: z.string(),
    decided_at: time,
  })
  .meta({ id: 'CampaignRelisted' });

const decided = {
  decision_id: z.string().meta({ description: 'What campaign.undo takes back.' }),
  decided_at: time,
};
const otherCampaign = z.object({
  id: z.string(),
  title: z.string(),
  version,
  accounts: z.number().int(),
});

/** The answer to taking accounts out of a campaign, or back in. */
export const campaignRelistedMany = campaignRelisted
  .omit({ account_id: true })
  .meta({ id: 'CampaignRelistedMany' });

/** The answer to merging a campaign into another. */
export const campaignMerged = z
  .object({ id: z.string(), status: z.enum(CAMPAIGN_STATUSES), version, into: otherCampaign, ...decided })
  .meta({ id: 'CampaignMerged' });

/** The answer to splitting accounts off: `into` is the campaign that has them now. */
export const campaignSplit = z
  .object({
    id: z.string(),
    status: z.enum(CAMPAIGN_STATUSES),
    version,
    accounts: z.number().int(),
    into: otherCampaign,
    ...decided,
  })
  .meta({ id: 'CampaignSplit' });

export const campaignReopened = z
  .object({
    id: z.string(),
    status: z.enum(CAMPAIGN_STATUSES),
    version,
    alerts_opened: z.number().int(),
    ...decided,
  })
  .meta({ id: 'CampaignReopened' });

/** The answer to taking a decision back: of which kind it was, and what stands again. */
export const campaignUndone = z
  .object({
    id: z.string(),
    status: z.enum(CAMPAIGN_STATUSES),
    version,
    undone: z.enum(UNDOABLE),
    restored: z.string(),
    decision_id: z.string(),
    decided_at: time,
  })
  .meta({ id: 'CampaignUndone' });

/** The answer to a decision about an account. */
export const accountEnforced = z
  .object({
    id: z.string(),
    status: z.enum(ACCOUNT_STATUSES),
    version,
    decision_id: z.string(),
    order_id: z
      .string()
      .meta({ description: "The order to the provider's systems: the Idempotency-Key they see." }),
    decided_at: time,
  })
  .meta({ id: 'AccountEnforced' });

export type CampaignItem = z.infer<typeof campaignItem>;
export type AccountOfCampaign = z.infer<typeof accountOfCampaign>;
export type CampaignWhole = z.infer<typeof campaignWhole>;
export type AccountItem = z.infer<typeof accountItem>;
export type AccountWhole = z.infer<typeof accountWhole>;
export type AlertItem = z.infer<typeof alertItem>;
export type CampaignMerged = z.infer<typeof campaignMerged>;
export type CampaignSplit = z.infer<typeof campaignSplit>;
export type CampaignReopened = z.infer<typeof campaignReopened>;
export type CampaignUndone = z.infer<typeof campaignUndone>;
export type CampaignRelisted = z.infer<typeof campaignRelisted>;
export type CampaignDecided = z.infer<typeof campaignDecided>;
export type AccountEnforced = z.infer<typeof accountEnforced>;
