import { z } from 'zod';
import { entityId, storableText } from './decision';
import { canonicalConfig, configTrouble, DETECTOR_STATES, THRESHOLD_NAMES, TURNS } from './judging';
import { pageOf } from './page';
import { SIGNAL_NAMES } from './signals';
import { ACTIONS, CAMPAIGN_STATUSES } from './verdict';

export * from './judging';

const time = z.iso.datetime();
const n = z.number().int();

/** What a person sets; comes out canonical. Refused with the sentences of {@link configTrouble}. */
export const detectorConfig = z
  .object({
    weights: z
      .partialRecord(z.enum(SIGNAL_NAMES), z.number())
      .default({})
      .meta({ description: 'Factors on the measured weights of signals, 0 (off) to 2; left out is 1.' }),
    thresholds: z
      .partialRecord(z.enum(THRESHOLD_NAMES), z.number())
      .default({})
      .meta({ description: 'Scores from which steps begin; left out is as measured.' }),
  })
  .superRefine((config, context) => {
    for (const { path, message } of configTrouble(config))
      context.addIssue({ code: 'custom', path: path.split('.').slice(1), message });
  })
  .transform(canonicalConfig);

const configOut = z.object({
  weights: z.record(z.string(), z.number()),
  thresholds: z.record(z.string(), z.number()),
});

/** What somebody who reads the list of versions wants to know of one: what it is to try. */
export const detectorNote = storableText.trim().max(300);

/** One group under two configurations. `null` for one that does not raise it. */
const comparedGroup = z.object({
  turn: z.enum(TURNS),
  live: z.object({ action: z.enum(ACTIONS), score: z.number() }).nullable(),
  other: z.object({ action: z.enum(ACTIONS), score: z.number() }).nullable(),
  accounts: n,
  sample: z.array(z.string()).meta({ description: 'Some of its accounts.' }),
  campaign: z.object({ id: z.string(), title: z.string(), status: z.enum(CAMPAIGN_STATUSES) }).nullable(),
});

const steps = z.record(z.string(), n).meta({ description: 'Campaigns by recommended step.' });

/** What is raised under two configurations: numbers of all, and the groups for which they differ, up to a bound. */
export const comparison = z.object({
  campaigns: z.object({ live: n, other: n }),
  steps: z.object({ live: steps, other: steps }),
  turns: z.partialRecord(z.enum(TURNS), n),
  groups: z.array(comparedGroup),
  more: n.meta({ description: 'Groups that differ as well and are left off.' }),
});

export const shadowComparison = comparison.extend({ live_id: z.string(), judged_at: time });

const agreed = z.object({
  known: n.meta({ description: 'What people decided that the data of then speak of.' }),
  live: n,
  other: n,
});
const named = z.array(z.object({ id: z.string(), title: z.string() }));

/** How a version judged the data as of one moment, beside what is live. */
export const backtestPart = z.object({
  at: time,
  exchanges: n,
  accounts: n,
  comparison,
  /** Confirmed campaigns that are raised, dismissed ones that are, reinstated accounts that are named. */
  confirmed: agreed.extend({ missed: named }),
  dismissed: agreed.extend({ raised: named }),
  reinstated: agreed.extend({ named: z.array(z.string()) }),
});

export const BACKTEST_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;

export const backtestOut = z.object({
  id: z.string(),
  version_id: z.string(),
  status: z.enum(BACKTEST_STATES),
  progress: z.number(),
  trouble: z.string().nullable(),
  cutoffs: z.array(time),
  /** Whether the version was changed since. */
  stale: z.boolean(),
  requested_by: z.string(),
  requested_at: time,
  finished_at: time.nullable(),
  parts: z.array(backtestPart),
});

export const detectorItem = z.object({
  id: z.string(),
  number: n,
  state: z.enum(DETECTOR_STATES),
  config: configOut,
  note: z.string(),
  warnings: z.array(z.string()),
  made_by: z.string(),
  made_at: time,
  changed_by: z.string(),
  changed_at: time,
  reason: z.string().nullable(),
  live_at: time.nullable(),
  version: n,
});

export const detectorPage = pageOf(detectorItem);

/** A version whole: with what it would do as a shadow, and its last back-test. */
export const detectorWhole = detectorItem.extend({
  comparison: shadowComparison.nullable(),
  backtest: backtestOut.nullable(),
});

/** What each signal does at present. */
export const signalUse = z.object({
  signal: z.string(),
  speaks: n.meta({ description: 'Open campaigns in which it speaks for.' }),
  against: n.meta({ description: 'Open campaigns in which it speaks against.' }),
  baseline: z.string().nullable().meta({ description: 'What it was last measured against.' }),
});

export const signalUses = z.object({ campaigns: n, items: z.array(signalUse) });

export const detectorId = z.object({ id: entityId });

export type ComparedGroup = z.infer<typeof comparedGroup>;
export type Comparison = z.infer<typeof comparison>;
export type ShadowComparison = z.infer<typeof shadowComparison>;
export type BacktestPart = z.infer<typeof backtestPart>;
export type Backtest = z.infer<typeof backtestOut>;
export type DetectorItem = z.infer<typeof detectorItem>;
export type DetectorWhole = z.infer<typeof detectorWhole>;
export type SignalUses = z.infer<typeof signalUses>;
