import { beyondWatch } from '@/lib/detect/evaluate-groups';
import { ACTIONS, type Action } from '@/lib/model/campaign';
import { DIFFICULTIES, type DifficultyName } from '@/lib/simulate/difficulty';
import type { WorldReport } from './world';

/** Worlds of one scenario and difficulty, over their seeds. */
export interface Setting {
  scenario: string;
  difficulty: DifficultyName;
  worlds: WorldReport[];
}

/**
 * One campaign over the seeds of a setting. Means and extremes are of the worlds in which it was found at the end, those
 * of time and traffic spent of the worlds in which any run found it.
 */
export interface CampaignSummary {
  campaign: string;
  worlds: number;
  /** Worlds in which it was found at the end, and in which any run found it. */
  found: number;
  once: number;
  fragments: number | null;
  precision: number | null;
  purity: number | null;
  recall: number | null;
  /** Least recall of any world in which it was found. */
  least_recall: number | null;
  harvest_error: number | null;
  capability_error: number | null;
  hours_to_detection: number | null;
  spent: number | null;
  /** The most that was spent in any world in which it was found. */
  most_spent: number | null;
}

/** All worlds of a setting taken together. */
export interface SettingSummary {
  worlds: number;
  campaigns: number;
  found: number;
  /** The fewest campaigns found in any of the worlds. */
  least_found: number;
  false: number;
  precision: number | null;
  recall: number | null;
  honest: number;
  /** Honest accounts beyond `watch` in any run, and at the end, in thousandths of all honest accounts. */
  beyond_watch_per_thousand: number | null;
  beyond_watch_at_end: number | null;
  /** Honest accounts recommended for suspension in any run. */
  suspended: number;
}

export interface KindSummary {
  kind: string;
  groups: number;
  accounts: number;
  steps: Record<Action, number>;
}

/** Worlds by scenario and difficulty, in the order in which they were made and from easy to hard. */
export function settingsOf(worlds: readonly WorldReport[]): Setting[] {
  const scenarios = [...new Set(worlds.map(({ scenario }) => scenario))];
  return scenarios.flatMap((scenario) =>
    DIFFICULTIES.flatMap((difficulty) => {
      const mine = worlds.filter((one) => one.scenario === scenario && one.difficulty === difficulty);
      return mine.length > 0 ? [{ scenario, difficulty, worlds: mine }] : [];
    }),
  );
}

/** Each campaign of a setting over its worlds. */
export function campaignsOf({ worlds }: Setting): CampaignSummary[] {
  const results = worlds.flatMap(({ result }) => result.true);
  const names = [...new Set(results.map(({ campaign }) => campaign))];
  return names.map((campaign) => {
    const mine = results.filter((one) => one.campaign === campaign);
    const found = mine.filter((one) => one.found);
    const spent = mine.map((one) => one.spent_at_detection);
    const seconds = mean(mine.map((one) => one.seconds_to_detection));
    return {
      campaign,
      worlds: mine.length,
      found: found.length,
      once: mine.filter((one) => one.seconds_to_detection !== null).length,
      fragments: mean(found.map((one) => one.fragments)),
      precision: mean(found.map((one) => one.precision)),
      purity: mean(found.map((one) => one.purity)),
      recall: mean(found.map((one) => one.recall)),
      least_recall: found.length === 0 ? null : Math.min(...found.map((one) => one.recall)),
      harvest_error: mean(found.map((one) => one.harvest_share?.error ?? null)),
      capability_error: mean(found.map((one) => one.capability_error)),
      hours_to_detection: seconds === null ? null : seconds / 3600,
      spent: mean(spent),
      most_spent: spent.every((one) => one === null) ? null : Math.max(...spent.map((one) => one ?? 0)),
    };
  });
}

/** A setting as a whole; precision and recall are means over its worlds. */
export function summarize({ worlds }: Setting): SettingSummary {
  const honest = sum(worlds.map((one) => one.honest));
  const raised = sum(worlds.map(({ groups }) => sum(groups.map(({ steps }) => beyondWatch(steps)))));
  return {
    worlds: worlds.length,
    campaigns: sum(worlds.map(({ result }) => result.campaigns_true)),
    found: sum(worlds.map(({ result }) => result.campaigns_found)),
    least_found: Math.min(...worlds.map(({ result }) => result.campaigns_found)),
    false: sum(worlds.map(({ result }) => result.campaigns_false)),
    precision: mean(worlds.map(({ result }) => result.precision)),
    recall: mean(worlds.map(({ result }) => result.recall)),
    honest,
    beyond_watch_per_thousand: honest === 0 ? null : (raised / honest) * 1000,
    beyond_watch_at_end:
      honest === 0
        ? null
        : (sum(worlds.map(({ result }) => beyondWatch(result.honest_recommended))) / honest) * 1000,
    suspended: sum(worlds.map(({ groups }) => sum(groups.map(({ steps }) => steps.suspend)))),
  };
}

/** Honest groups of a setting by kind; those of which accounts were recommended for anything first. */
export function kindsOf({ worlds }: Setting): KindSummary[] {
  const kinds = new Map<string, KindSummary>();
  for (const { kind, accounts, steps } of worlds.flatMap(({ groups }) => groups)) {
    const one = kinds.get(kind) ?? {
      kind,
      groups: 0,
      accounts: 0,
      steps: { watch: 0, verify: 0, throttle: 0, suspend: 0 },
    };
    one.groups++;
    one.accounts += accounts;
    for (const action of ACTIONS) one.steps[action] += steps[action];
    kinds.set(kind, one);
  }
  return [...kinds.values()].sort(
    (a, b) => beyondWatch(b.steps) - beyondWatch(a.steps) || b.steps.watch - a.steps.watch,
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/** Mean of what is known; null of nothing. */
function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : sum(known) / known.length;
}
