// How detection weighs what it finds, as plain data and apart from its schema, so that the browser can have it.

import { SIGNAL_NAMES, SIGNAL_WORDS, type SignalName, signalWords } from './signals';
import { ACTION_THRESHOLDS } from './verdict';

export const DETECTOR_STATES = ['draft', 'shadow', 'live', 'retired'] as const;
/** A draft is worked on, a shadow is judged beside what is live, and what was live can be so again. */
export type DetectorState = (typeof DETECTOR_STATES)[number];

/** What becomes of a group under another configuration. */
export const TURNS = ['same', 'rises', 'falls', 'appears', 'vanishes'] as const;
export type Turn = (typeof TURNS)[number];

/** A factor on a signal's log-odds: 0 is off, 1 as measured. */
export const MOST_FACTOR = 2;
/** What speaks against can be weakened, with a warning, and never switched off. */
export const LEAST_AGAINST = 0.25;

interface Threshold {
  title: string;
  what: string;
  default: number;
  least: number;
  most: number;
}

/** The scores (0 to 1) from which something happens, and the bounds within which they can be set. */
export const THRESHOLDS = {
  watch: {
    title: 'Watch',
    what: 'A group becomes a campaign.',
    default: 0.45,
    least: 0.3,
    most: 0.9,
  },
  verify: {
    title: 'Verify',
    what: 'Verification is recommended.',
    default: ACTION_THRESHOLDS.verify,
    least: 0.3,
    most: 0.99,
  },
  throttle: {
    title: 'Throttle',
    what: 'Throttling is recommended.',
    default: ACTION_THRESHOLDS.throttle,
    least: 0.5,
    most: 0.99,
  },
  suspend: {
    title: 'Suspend',
    what: 'Suspension is recommended.',
    default: ACTION_THRESHOLDS.suspend,
    least: 0.7,
    most: 0.99,
  },
  alert: {
    title: 'Alert',
    what: 'A campaign raises an alert; below it stands in Campaigns only.',
    default: 0,
    least: 0,
    most: 0.99,
  },
} as const satisfies Record<string, Threshold>;

export type ThresholdName = keyof typeof THRESHOLDS;
export const THRESHOLD_NAMES = Object.keys(THRESHOLDS) as ThresholdName[];

/** What differs from how the signals were measured; empty is today's behaviour. */
export interface DetectorConfig {
  weights: Partial<Record<SignalName, number>>;
  thresholds: Partial<Record<ThresholdName, number>>;
}

/** A configuration with every value filled in, as the pure functions of detection take it. */
export interface Judging {
  /** Factors other than 1, by signal. */
  factors: ReadonlyMap<string, number>;
  thresholds: Readonly<Record<ThresholdName, number>>;
}

export function judgingOf({ weights, thresholds }: DetectorConfig): Judging {
  return {
    factors: new Map(Object.entries(weights).filter(([, factor]) => factor !== 1)),
    thresholds: Object.fromEntries(
      THRESHOLD_NAMES.map((name) => [name, thresholds[name] ?? THRESHOLDS[name].default]),
    ) as Record<ThresholdName, number>,
  };
}

export const NOTHING_CHANGED: DetectorConfig = { weights: {}, thresholds: {} };
/** Every signal weighs what was measured, and every step begins where it was measured. */
export const AS_MEASURED: Judging = judgingOf(NOTHING_CHANGED);

/** The same configuration without what is as measured anyway, in one order: equal ones have equal JSON. */
export function canonicalConfig({ weights, thresholds }: DetectorConfig): DetectorConfig {
  return {
    weights: Object.fromEntries(
      SIGNAL_NAMES.filter((name) => (weights[name] ?? 1) !== 1).map((name) => [name, weights[name]]),
    ),
    thresholds: Object.fromEntries(
      THRESHOLD_NAMES.filter(
        (name) => (thresholds[name] ?? THRESHOLDS[name].default) !== THRESHOLDS[name].default,
      ).map((name) => [name, thresholds[name]]),
    ),
  };
}

/** Why a configuration cannot be had, each with the place it is about; empty when it can. */
export function configTrouble(config: DetectorConfig): { path: string; message: string }[] {
  const trouble: { path: string; message: string }[] = [];
  for (const [name, factor] of Object.entries(config.weights)) {
    const words = signalWords(name);
    const path = `config.weights.${name}`;
    const least = words?.side === 'against' ? LEAST_AGAINST : 0;
    if (!words) trouble.push({ path, message: `There is no signal ${name}.` });
    else if (!(factor >= 0 && factor <= MOST_FACTOR))
      trouble.push({ path, message: `${words.title}: a factor is from 0 to ${MOST_FACTOR}.` });
    else if (factor < least)
      trouble.push({
        path,
        message: `${words.title}: what speaks against cannot be switched off; ${LEAST_AGAINST} is the least.`,
      });
  }
  const { thresholds } = judgingOf(config);
  for (const name of THRESHOLD_NAMES) {
    const { title, least, most } = THRESHOLDS[name];
    if (!(thresholds[name] >= least && thresholds[name] <= most))
      trouble.push({
        path: `config.thresholds.${name}`,
        message: `${title}: a score from ${least} to ${most}.`,
      });
  }
  const steps = ['watch', 'verify', 'throttle', 'suspend'] as const;
  steps.slice(1).forEach((step, i) => {
    const milder = steps[i] as (typeof steps)[number];
    if (thresholds[step] < thresholds[milder])
      trouble.push({
        path: `config.thresholds.${step}`,
        message: `${THRESHOLDS[step].title} cannot begin below ${THRESHOLDS[milder].title.toLowerCase()}.`,
      });
  });
  return trouble;
}

/** What somebody must know who weakens what protects the innocent: shown before it is saved, and kept in the audit log. */
export function configWarnings(config: DetectorConfig): string[] {
  const { factors, thresholds } = judgingOf(config);
  return [
    ...SIGNAL_NAMES.flatMap((name) => {
      const { title, side } = SIGNAL_WORDS[name];
      const factor = factors.get(name) ?? 1;
      return side !== 'for' && factor < 1
        ? [
            `${title} speaks for the innocence of accounts. At ${factor} of its weight, honest customers are named more often.`,
          ]
        : [];
    }),
    ...(['verify', 'throttle', 'suspend'] as const)
      .filter((step) => thresholds[step] < THRESHOLDS[step].default)
      .map(
        (step) =>
          `${THRESHOLDS[step].title} is recommended from ${thresholds[step]} instead of ${THRESHOLDS[step].default}: more accounts are stopped, and more of them by mistake.`,
      ),
  ];
}

/**
 * The factor on a finding. What a signal says against is never switched off, whatever its weight.
 */
export function factorOf({ factors }: Judging, signal: string, logOdds: number): number {
  const factor = factors.get(signal) ?? 1;
  return logOdds < 0 ? Math.max(LEAST_AGAINST, factor) : factor;
}
