import { clamp, logistic } from './statistics';

/**
 * How the log-odds of findings become probabilities. Few numbers, so that they say the same of worlds nobody has seen.
 * Fitted by {@link fitCalibration} on 648 assessed groups; on these same groups the Brier score is 0.046. In a slightly earlier
 * fit, with one author's worlds left out and predicted by the others', it was 0.010 for one author and 0.066 for another. To
 * fit again: `npm run eval -- --json FILE`, then `npm run fit-scores -- FILE…`, which prints these numbers.
 */
export interface Calibration {
  /** Log-odds that a group is one operation, before any evidence. */
  coordination: number;
  /** What the program of a group (its scaffolds, parameters, tools) says at most: anybody may run a public one. */
  mostProgram: number;
  /** What a unit of other evidence counts; signals overlap more than their themes show. */
  other: number;
  /** Per natural logarithm that a group is smaller than {@link SMALL}: a few accounts are mostly one customer's. */
  size: number;
  /** Log-odds that a coordinated group harvests, before any evidence, and what a unit of evidence counts. */
  extraction: number;
  harvest: number;
}

export const CALIBRATION: Calibration = {
  coordination: -3.7,
  mostProgram: 4,
  other: 0.62,
  size: 1.58,
  extraction: -0.45,
  harvest: 1.2,
};

/** Accounts from which a group's size says nothing any more. */
export const SMALL = 12;

/** The log-odds of a group's findings, discounted for overlap and added up by what they rest on. */
export interface Sums {
  /** For coordination, by the program they send with; by anything else; and against it. Full weight apart: by acting in unison. */
  program: number;
  other: number;
  against: number;
  unison: number;
  extraction: number;
  accounts: number;
}

/** Probabilities from sums of log-odds. */
export function calibrated(
  sums: Sums,
  by: Calibration = CALIBRATION,
): { coordination: number; extraction: number } {
  const small = Math.min(0, Math.log(sums.accounts / SMALL));
  return {
    coordination: logistic(
      by.coordination +
        Math.min(by.mostProgram, sums.program) +
        by.other * sums.other +
        sums.against +
        sums.unison +
        by.size * small,
    ),
    extraction: logistic(by.extraction + by.harvest * sums.extraction),
  };
}

/** Standard deviations within which the numbers are believed to lie around where they are. */
const SPREAD: Calibration = {
  coordination: 1.5,
  mostProgram: 0.8,
  other: 0.3,
  size: 0.7,
  extraction: 1.5,
  harvest: 0.3,
};
const FIRM = 3;
/** Where the fit begins, and is drawn back to: one unit of evidence counts one. */
const START: Calibration = {
  coordination: -3.5,
  mostProgram: 3.5,
  other: 1,
  size: 1,
  extraction: -2.5,
  harvest: 1,
};

/**
 * The calibration under which the outcomes are likeliest, held back by a normal prior around its start (ridge). The score is
 * the product of both probabilities, and an outcome is real when most of the group's accounts are of one campaign.
 * Coordinate descent: six numbers and a smooth function need nothing cleverer.
 */
export function fitCalibration(outcomes: readonly { sums: Sums; real: boolean }[]): Calibration {
  const keys = Object.keys(START) as (keyof Calibration)[];
  const loss = (by: Calibration): number => {
    let total = 0;
    for (const { sums, real } of outcomes) {
      const { coordination, extraction } = calibrated(sums, by);
      const score = clamp(coordination * extraction, 1e-4, 1 - 1e-4);
      total -= Math.log(real ? score : 1 - score);
    }
    for (const key of keys) total += (FIRM / 2) * ((by[key] - START[key]) / SPREAD[key]) ** 2;
    return total;
  };
  let best = { ...START };
  let least = loss(best);
  for (let step = 0.4; step > 1e-3; ) {
    let better = false;
    for (const key of keys) {
      for (const sign of [1, -1]) {
        const next = { ...best, [key]: best[key] + sign * step * SPREAD[key] };
        const value = loss(next);
        if (value < least) [best, least, better] = [next, value, true];
      }
    }
    if (!better) step /= 2;
  }
  return best;
}
