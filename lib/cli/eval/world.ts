import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleaningUp } from '@/lib/cli/clean-up';
import {
  type Evaluation,
  evaluate,
  type GivenCampaign,
  spentBy,
  stronger,
  strongestSteps,
  type TrueCampaign,
  type TrueResult,
} from '@/lib/detect/evaluate';
import { evaluateGroups, type GroupResult, type HonestGroup } from '@/lib/detect/evaluate-groups';
import type { Outcome } from '@/lib/detect/evaluate-reliability';
import { openInput } from '@/lib/ingest/bytes';
import { openParser } from '@/lib/ingest/parser';
import type { Actor } from '@/lib/model/access';
import type { Action } from '@/lib/model/campaign';
import { givenCampaigns, readTruth } from '@/lib/services/detection/evaluate';
import { runDetectionVerb } from '@/lib/services/detection/run';
import { acceptRecords } from '@/lib/services/ingest/accept';
import type { DifficultyName } from '@/lib/simulate/difficulty';
import type { Prompts } from '@/lib/simulate/prompts';
import type { Scenario } from '@/lib/simulate/scenario';
import { simulate } from '@/lib/simulate/simulate';
import { writeWorld } from '@/lib/simulate/write';
import { assessedGroups } from './assessed';
import {
  type AssessedOutcome,
  campaignOf,
  type MissedCampaign,
  type MixedCampaign,
  memberships,
  missedCampaigns,
  mixedCampaigns,
  type RaisedGroup,
  raisedGroups,
} from './findings';
import { DAY, runTimes, worthRunning } from './schedule';
import { readGroups, readIntents } from './side-files';

/** End of every world: the same options give the same worlds on any day. */
const END = Date.UTC(2026, 10, 1);
const WINDOW_DAYS = 30;
const ACTOR: Actor = { kind: 'system', name: 'Evaluation' };

export interface WorldOptions {
  scenario: Scenario;
  seed: number;
  difficulty: DifficultyName;
  scale: number;
  prompts: Prompts;
  /** Milliseconds between possible runs. */
  every: number;
  note: (detail: string) => void;
}

export interface WorldReport {
  scenario: string;
  seed: number;
  difficulty: DifficultyName;
  scale: number;
  exchanges: number;
  /** Accounts that are in no campaign and in no operator's hands. */
  honest: number;
  runs: number;
  seconds: { simulate: number; ingest: number; detect: number };
  /** After the last run; time to detection and traffic spent are of the first run that found the campaign. */
  result: Evaluation;
  /** Honest groups by the strongest step of any run. */
  groups: GroupResult[];
  missed: MissedCampaign[];
  raised: RaisedGroup[];
  /** Campaigns at the end that hold more than one operation, or honest accounts. */
  mixed: MixedCampaign[];
  /** Every group that was assessed at the end, raised or not. */
  assessed: AssessedOutcome[];
  /** Membership of every listed account at the end, and whether it belongs to the campaign that was found. */
  memberships: Outcome[];
}

/**
 * Makes one world and takes it the whole way: simulate, ingest, detect at one time after the other, compare. Needs an empty
 * migrated database behind getPool().
 */
export async function evaluateWorld(options: WorldOptions): Promise<WorldReport> {
  const folder = await mkdtemp(join(tmpdir(), 'retort-eval-world-'));
  return cleaningUp(
    () => rm(folder, { recursive: true, force: true }),
    () => evaluateIn(folder, options),
  );
}

async function evaluateIn(folder: string, options: WorldOptions): Promise<WorldReport> {
  const { scenario, seed, difficulty, scale, prompts, note } = options;
  const clock = stopwatch();
  const written = await writeWorld(
    simulate({ scenario, seed, difficulty, scale, prompts, end: END }),
    folder,
  );
  const simulated = clock();
  note(`${written.exchanges} exchanges of ${written.accounts} accounts`);
  await ingestWorld(join(folder, 'world.ndjson'));
  const ingested = clock();
  const truth = await readTruth(join(folder, 'truth.ndjson'), await readIntents(folder));
  const { honest, neutral } = await readGroups(folder);
  const found = await detectThrough(options, truth, neutral, honest);
  const detected = clock();
  const assessed = await assessedGroups(END, WINDOW_DAYS);
  return {
    scenario: scenario.name,
    seed,
    difficulty,
    scale,
    exchanges: written.exchanges,
    honest: honest.reduce((sum, { accounts }) => sum + accounts.length, 0),
    runs: found.runs,
    seconds: { simulate: simulated, ingest: ingested, detect: detected },
    result: found.result,
    groups: evaluateGroups(honest, found.steps),
    missed: missedCampaigns(truth, found.result.true, assessed),
    raised: found.raised,
    mixed: mixedCampaigns(found.given, found.result, truth, honest),
    assessed: assessed.map((group) => ({
      ...group,
      accounts: group.accounts.size,
      campaign: campaignOf(group.accounts, truth, neutral),
    })),
    memberships: found.memberships,
  };
}

async function ingestWorld(path: string): Promise<void> {
  const parser = openParser();
  try {
    const { input } = await openInput(path);
    const receipt = await acceptRecords(
      { input, source: 'simulated world' },
      { actor: ACTOR, parser, now: () => new Date(END) },
    );
    if (receipt.rejected > 0)
      throw new Error(
        `${receipt.rejected} records of the simulated world were rejected: ${receipt.rejects[0]?.message}`,
      );
  } finally {
    await parser.close();
  }
}

async function detectThrough(
  { scenario, every, note }: WorldOptions,
  truth: readonly TrueCampaign[],
  neutral: ReadonlySet<string>,
  honest: readonly HonestGroup[],
): Promise<{
  runs: number;
  result: Evaluation;
  steps: Map<string, Action>;
  raised: RaisedGroup[];
  memberships: Outcome[];
  given: GivenCampaign[];
}> {
  const start = END - scenario.days * DAY;
  const first = new Map<string, number>();
  const steps = new Map<string, Action>();
  const raised = new Map<string, RaisedGroup>();
  let given: GivenCampaign[] = [];
  let result = evaluate(truth, given, neutral);
  let [runs, last] = [0, start];
  const times = runTimes(
    start,
    END,
    every,
    truth.map((one) => one.times),
  );
  for (const at of times) {
    const underWay = truth.map(({ name, times }) => ({ times, found: first.has(name) }));
    if (!worthRunning(at, END, last, underWay)) continue;
    const { seconds } = await runDetectionVerb(
      { until: new Date(at), window_days: WINDOW_DAYS },
      { actor: ACTOR },
    );
    [runs, last] = [runs + 1, at];
    given = await givenCampaigns();
    result = evaluate(truth, given, neutral);
    for (const { campaign, found } of result.true) if (found && !first.has(campaign)) first.set(campaign, at);
    for (const [account, step] of strongestSteps(given))
      steps.set(account, stronger(steps.get(account), step));
    for (const one of raisedGroups(given, result, honest, at)) {
      const known = raised.get(one.group);
      if (!known || stronger(known.step, one.step) !== known.step) raised.set(one.group, one);
    }
    note(`${new Date(at).toISOString()}: ${given.length} campaigns in ${seconds} s`);
  }
  return {
    runs,
    result: { ...result, true: result.true.map((one) => withFirst(one, truth, first)) },
    steps,
    raised: [...raised.values()],
    memberships: memberships(given, result, truth, neutral),
    given,
  };
}

/** The result of a campaign with the time of the first run that found it in place of the stored one. */
function withFirst(
  one: TrueResult,
  truth: readonly TrueCampaign[],
  first: ReadonlyMap<string, number>,
): TrueResult {
  const at = first.get(one.campaign);
  const times = truth.find(({ name }) => name === one.campaign)?.times ?? [];
  const began = times[0];
  if (at === undefined || began === undefined)
    return { ...one, seconds_to_detection: null, spent_at_detection: null };
  return {
    ...one,
    seconds_to_detection: Math.round((at - began) / 1000),
    spent_at_detection: spentBy(times, at),
  };
}

/** Seconds since the last call. */
function stopwatch(): () => number {
  let begun = performance.now();
  return () => {
    const now = performance.now();
    const seconds = Math.round(now - begun) / 1000;
    begun = now;
    return seconds;
  };
}
