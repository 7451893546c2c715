import { z } from 'zod';
import {
  BATCH_IDS,
  BATCH_POLICIES,
  BATCH_REQUESTS,
  BATCH_RESULTS,
  BATCH_STATUSES,
  INNOCENT_SIGNS,
  SCHEDULE_MODES,
} from './batch-moves';
import { CAMPAIGN_STATUSES } from './campaign';
import { accountFilter } from './console/account';
import { memberFilter } from './console/campaign';
import { ACCOUNT_STATUSES, entityId, ORDER_KINDS, seenVersion, storableText } from './decision';
import { pageOf } from './page';

/** What the console and /api/v1 say of batches. Snake case, ISO times, text ids. */

const time = z.iso.datetime();
const count = z.number().int();
const share = z.number().min(0).max(1);
const ids = z.array(entityId).max(BATCH_IDS);

const narrowed = (filter: object) =>
  Object.values(filter).some((value) => value !== undefined && value !== '' && [value].flat().length > 0);

/**
 * Which accounts are meant: members of a campaign, what a filter of the list of accounts finds, who shows an indicator
 * (named as in that filter), or ids. `exclude` are ids that are not meant.
 */
export const batchScope = z
  .union([
    z.strictObject({
      campaign_id: entityId,
      filter: memberFilter.omit({ sort: true, order: true }).strict().optional(),
      exclude: ids.optional(),
    }),
    z.strictObject({
      filter: accountFilter
        .omit({ sort: true, order: true })
        .strict()
        .refine(narrowed, 'A filter that narrows nothing would be every account.'),
      exclude: ids.optional(),
    }),
    z.strictObject({ indicator: storableText.min(1).max(400), exclude: ids.optional() }),
    z.strictObject({ ids: ids.min(1), exclude: ids.optional() }),
  ])
  .meta({ id: 'BatchScope' });

export const batchSchedule = z
  .strictObject({
    mode: z.enum(SCHEDULE_MODES),
    starts_at: time.nullable().default(null),
    ends_at: time.nullable().default(null),
  })
  .meta({ id: 'BatchSchedule' });

/** Which of those that look innocent are in it after all: some by id, all, or none. */
export const includeInnocent = z.union([z.literal('all'), z.literal('none'), ids.min(1)]);

/** What is chosen from a frozen batch: what is done, whom of the innocent-looking to take in, whom to leave out. */
export const batchChoice = z.object({
  kind: z.enum(ORDER_KINDS),
  include_innocent: includeInnocent.default('none'),
  exclude: ids.default([]),
});

export const batchSubmission = batchChoice.extend({
  version: seenVersion,
  policy: z.enum(BATCH_POLICIES),
  schedule: batchSchedule.default({ mode: 'now', starts_at: null, ends_at: null }),
  typed: z
    .string()
    .max(200)
    .meta({ description: 'The phrase that the plan names, such as "ban 2,031 accounts".' }),
});

/** What would happen on a choice, and the phrase to type for it. */
export const batchPlan = z
  .object({
    version: z.number().int(),
    /** Accounts that would get an order, and those among them that look innocent. */
    accounts: count,
    innocent: count,
    /** In the scope, but nothing to do: already banned, for instance. */
    pointless: count,
    /** In the scope, but left out: they look innocent and are not ticked, or were excluded. */
    left_out: count,
    phrase: z.string(),
    /** Why a second person is needed; null when none is. */
    approval_needed: z.array(z.string()).nullable(),
  })
  .meta({ id: 'BatchPlan' });

const tally = z.array(z.object({ value: z.string(), accounts: count }));

/** One account of a batch. */
export const batchAccount = z
  .object({
    id: z.string(),
    result: z.enum(BATCH_RESULTS),
    /** Why it was skipped, failed or left out. */
    why: z.string().nullable(),
    status_seen: z.enum(ACCOUNT_STATUSES),
    status: z.enum(ACCOUNT_STATUSES),
    pathway: z.string().nullable(),
    plan: z.string().nullable(),
    verified: z.string().nullable(),
    organization: z.string().nullable(),
    created_at: time.nullable(),
    last_seen: time.nullable(),
    exchanges: count,
    membership: share.nullable(),
    harvest_share: share.nullable(),
    look_innocent: z.array(z.enum(INNOCENT_SIGNS)),
    due_at: time.nullable(),
    done_at: time.nullable(),
    reversed_at: time.nullable(),
    order: z
      .object({ id: z.string(), status: z.string(), attempts: count, last_error: z.string().nullable() })
      .nullable(),
  })
  .meta({ id: 'BatchAccount' });

export const batchAccountPage = pageOf(batchAccount).extend({
  /** How many match; only with the first page. */
  total: count.nullable(),
});

/** What a frozen batch holds, as counts. Ages and spend are buckets in order. */
export const batchPreview = z
  .object({
    accounts: count,
    /** Named in the scope, but no account has that id. */
    unknown_ids: count,
    statuses: tally,
    ages: tally,
    /** Tokens of more than a thousand accounts are estimated from a random thousand of them. */
    spend: z.object({ exchanges: count, tokens: count, tokens_estimated: z.boolean(), by_exchanges: tally }),
    verification: tally,
    pathways: tally,
    /** The largest of them. */
    organizations: tally,
    domains: tally,
    innocent: z.object({ accounts: count, signs: tally }),
    /** What each kind would do when nobody is ticked and nobody left out. */
    kinds: z.record(z.enum(ORDER_KINDS), z.object({ accounts: count, pointless: count, phrase: z.string() })),
    sample: z.array(
      batchAccount.pick({
        id: true,
        status_seen: true,
        pathway: true,
        plan: true,
        verified: true,
        organization: true,
        created_at: true,
        exchanges: true,
        membership: true,
        harvest_share: true,
        look_innocent: true,
      }),
    ),
  })
  .meta({ id: 'BatchPreview' });

/** The campaign as it stood when the batch was frozen. */
export const batchEvidence = z
  .object({
    campaign_id: z.string(),
    title: z.string(),
    status: z.enum(CAMPAIGN_STATUSES),
    version: z.number().int(),
    score: share,
    coordination: share,
    extraction: share,
    recommended_action: z.string(),
    accounts: count,
    evidence: z.array(
      z.object({
        signal: z.string(),
        about: z.string(),
        log_odds: z.number(),
        summary: z.string(),
        baseline: z.string(),
      }),
    ),
  })
  .meta({ id: 'BatchEvidence' });

const deed = z.object({ name: z.string(), at: time }).nullable();

/** A batch as lists give it. */
export const batchItem = z
  .object({
    id: z.string(),
    version: z.number().int(),
    kind: z.enum(ORDER_KINDS).nullable(),
    status: z.enum(BATCH_STATUSES),
    campaign: z.object({ id: z.string(), title: z.string() }).nullable(),
    reason: z.string().nullable(),
    policy: z.enum(BATCH_POLICIES).nullable(),
    requested_by: z.object({ kind: z.enum(['person', 'key', 'system']), id: z.string(), name: z.string() }),
    drafted_at: time,
    requested_at: time.nullable(),
    approval_needed: z.array(z.string()).nullable(),
    expires_at: time.nullable(),
    approved: z.object({ id: z.string(), name: z.string(), at: time }).nullable(),
    declined: z.object({ id: z.string(), name: z.string(), at: time, reason: z.string() }).nullable(),
    paused: deed,
    cancelled: deed,
    schedule: batchSchedule.nullable(),
    /** `pending` and `cancelled` are what is left of `total`; one of them is 0. */
    progress: z.object({
      total: count,
      innocent: count,
      applied: count,
      skipped: count,
      failed: count,
      pending: count,
      cancelled: count,
    }),
    started_at: time.nullable(),
    finished_at: time.nullable(),
    reverses: z.string().nullable(),
  })
  .meta({ id: 'BatchItem' });

export const batchPage = pageOf(batchItem);

/** Everything about one batch but its accounts. */
export const batchWhole = batchItem
  .extend({
    scope: z.union([
      batchScope,
      z.strictObject({ reverses: z.string(), ids: z.array(z.string()).nullable() }),
    ]),
    cutoff: time,
    /** When its accounts were written down; null while that is going on. */
    frozen_at: time.nullable(),
    /** Why they could not be. */
    trouble: z.string().nullable(),
    preview: batchPreview.nullable(),
    evidence: batchEvidence.nullable(),
    decision_id: z.string().nullable(),
    left_out: count,
    reversed: count,
    next_due_at: time.nullable(),
    /** Orders by where their delivery stands. */
    orders: tally,
    reversals: z.array(z.object({ id: z.string(), status: z.enum(BATCH_STATUSES), total: count, at: time })),
    /** What the one who asks may do with it now: null, or the sentence that says why not. */
    acts: z.record(z.enum(BATCH_REQUESTS), z.string().nullable()),
  })
  .meta({ id: 'Batch' });

/** The answer to everything that is done to a batch. */
export const batchDone = z
  .object({ id: z.string(), status: z.enum(BATCH_STATUSES), version: z.number().int() })
  .meta({ id: 'BatchDone' });

export type BatchScope = z.output<typeof batchScope>;
export type BatchChoice = z.output<typeof batchChoice>;
export type BatchPlan = z.infer<typeof batchPlan>;
export type BatchPreview = z.infer<typeof batchPreview>;
export type BatchEvidence = z.infer<typeof batchEvidence>;
export type BatchAccount = z.infer<typeof batchAccount>;
export type BatchAccountPage = z.infer<typeof batchAccountPage>;
export type BatchItem = z.infer<typeof batchItem>;
export type BatchPage = z.infer<typeof batchPage>;
export type { BatchRequest } from './batch-moves';
export type BatchWhole = z.infer<typeof batchWhole>;
export type BatchDone = z.infer<typeof batchDone>;
