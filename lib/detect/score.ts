import { ACTIONS, type Action, type Evidence } from '@/lib/model/campaign';
import { AS_MEASURED, factorOf, type Judging } from '@/lib/model/judging';
import { CALIBRATION, calibrated, type Sums } from './calibration';
import { actingTogether } from './signals/acting-together';
import type { Finding, Signal, Theme } from './signals/signal';
import { clamp } from './statistics';

/** Each further finding of a theme counts half as much as the one before: they rest on the same facts. */
const OVERLAP = 0.5;
/** No single finding says more than this. */
const MOST = 7;
/** Extraction below which nothing is done about accounts, however coordinated they are: resellers and companies are, too. */
const HARVESTING = 0.6;
/** Evidence of other kinds than the program, and beyond what news leads people to, weighed, from which a group hangs together by two kinds. */
const SECOND_KIND = 0.6;
/** Below this they are enough to look, not to act. */
const TO_ACT_ON = 1;
/** Evidence from which it counts as something that people who follow the same instructions do not show. */
const BEYOND_INSTRUCTIONS = 1;
/** The highest step for accounts of which nothing of that kind is known. */
const FOLLOWING: Action = 'throttle';
/** The same where they would have been seen to share something and do not: nobody has to prove anything for following a course. */
const UNTIED: Action = 'watch';
/** A finding names its kind from here. */
const KIND = 0.7;
/** A group held together by one kind of evidence only is never more than possibly coordinated. */
const ONE_KIND = 0.4;
/**
 * Themes that rest on the same facts: the scaffolds and the parameters of one program come together, and a script or an
 * application that anybody may use brings both to people who have never heard of each other.
 */
const KIND_OF: Partial<Record<Theme, Theme>> = { program: 'content' };
/** What sharing a client or a TLS library says at most. */
const CLIENT = 0.6;

export interface Weighed extends Finding {
  signal: Signal;
  /** The factor that is in `logOdds`, where it is not the measured weight. */
  factor?: number;
}

export interface Assessment {
  evidence: Evidence[];
  coordination: number;
  extraction: number;
  score: number;
  action: Action;
  /** Themes that speak for coordination. */
  kinds: Theme[];
}

/**
 * From findings to scores: discounted log-odds added up and calibrated (see {@link CALIBRATION}). The campaign score is the
 * product of coordination and extraction, since a campaign needs both. Coordination that rests on one kind of evidence is
 * capped. What an innocent explanation accounts for is taken off before it is added up. The recommended step follows the score,
 * but no step beyond `verify` is recommended while either part is below 0.75 or the evidence against
 * outweighs half of that for it, no suspension while nothing is known that people who follow the same instructions would not
 * show, too (and no step where such people would have been seen to share something and do not), and none at all about accounts that may harvest nothing or have little but a program in common.
 * `by` weighs the findings and says from which scores steps begin. What caps a step holds whatever it says.
 */
export function assess(
  findings: readonly Weighed[],
  accounts: number,
  by: Judging = AS_MEASURED,
): Assessment {
  const discounted = discount(explained(weighed(findings, by)));
  const sums = sumsOf(discounted, accounts);
  let [weightFor, weightAgainst] = [0, 0];
  const kinds = new Set<Theme>();
  for (const { signal, logOdds } of discounted) {
    if (logOdds > 0) weightFor += logOdds;
    else weightAgainst -= logOdds;
    if (signal.about === 'coordination' && logOdds >= KIND)
      for (const theme of [signal.theme, ...(signal.also ?? [])]) kinds.add(kindOf(theme));
  }
  const likely = calibrated(sums);
  const byOthers = CALIBRATION.other * sums.other + sums.unison;
  const beyondNews =
    CALIBRATION.other *
      sumsOf(
        discounted.filter(({ news }) => !news),
        accounts,
      ).other +
    sums.unison;
  const coordination = Math.min(
    likely.coordination,
    beyondNews < SECOND_KIND || kinds.size < 2 ? ONE_KIND : 1,
  );
  const { extraction } = likely;
  const score = coordination * extraction;
  const doubtful = Math.min(coordination, extraction) < 0.75 || weightAgainst > 0.5 * weightFor;
  return {
    evidence: discounted
      .sort((a, b) => b.logOdds - a.logOdds)
      .map(({ signal, logOdds, summary, baseline, details, factor }) => ({
        signal: signal.name,
        about: signal.about,
        log_odds: Math.round(logOdds * 100) / 100,
        summary,
        baseline,
        details: factor === undefined ? details : { ...details, weight_factor: factor },
      })),
    coordination,
    extraction,
    score,
    action:
      extraction < HARVESTING || byOthers < TO_ACT_ON
        ? 'watch'
        : lower(actionOf(score, doubtful, by.thresholds), [
            ...findings.flatMap(({ most }) => most ?? []),
            ...(isAnyBeyondInstructions(findings, discounted, by)
              ? []
              : [findings.some(({ untied }) => untied) ? UNTIED : FOLLOWING]),
          ]),
    kinds: [...kinds],
  };
}

/** Adds up log-odds by what they rest on. */
export function sumsOf(
  findings: readonly { signal: Pick<Signal, 'name' | 'about' | 'theme'>; logOdds: number }[],
  accounts: number,
): Sums {
  const sums: Sums = { program: 0, other: 0, against: 0, unison: 0, extraction: 0, accounts };
  for (const { signal, logOdds } of findings) {
    if (signal.about === 'extraction') sums.extraction += logOdds;
    else if (logOdds < 0) sums.against += logOdds;
    else if (signal.name === actingTogether.name) sums.unison += logOdds;
    else if (isProgram(signal.theme, logOdds)) sums.program += logOdds;
    else sums.other += logOdds;
  }
  return sums;
}

/** Content and parameters come with a program, and so does a client of one's own, which is all that weak infrastructure is. */
function isProgram(theme: Theme, logOdds: number): boolean {
  return kindOf(theme) === 'content' || (theme === 'infrastructure' && logOdds <= CLIENT);
}

/**
 * The findings by their factors. One that is off is left out, unless it says something else than its weight: an innocent
 * explanation stands and a cap on the step holds whatever they weigh.
 */
function weighed(findings: readonly Weighed[], by: Judging): readonly Weighed[] {
  if (by.factors.size === 0) return findings;
  return findings.flatMap((finding) => {
    const factor = factorOf(by, finding.signal.name, finding.logOdds);
    if (factor === 1) return [finding];
    if (factor === 0 && !finding.explains && !finding.most && !finding.untied) return [];
    return [{ ...finding, logOdds: finding.logOdds * factor, factor }];
  });
}

/** Takes from the evidence for coordination what innocent explanations account for, theme by theme. */
function explained(findings: readonly Weighed[]): Weighed[] {
  return findings.map((finding) => {
    if (finding.signal.about !== 'coordination' || finding.logOdds <= 0) return finding;
    let rest = 1;
    for (const { explains } of findings) {
      if (explains?.themes.includes(finding.signal.theme)) rest *= 1 - clamp(explains.share, 0, 1);
    }
    return { ...finding, logOdds: clamp(finding.logOdds, 0, MOST) * rest };
  });
}

function discount(findings: readonly Weighed[]): Weighed[] {
  const seen = new Map<string, number>();
  return [...findings]
    .sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds))
    .map((finding) => {
      const name = `${finding.signal.about} ${kindOf(finding.signal.theme)} ${finding.logOdds > 0}`;
      const before = seen.get(name) ?? 0;
      seen.set(name, before + 1);
      return { ...finding, logOdds: clamp(finding.logOdds, -MOST, MOST) * OVERLAP ** before };
    });
}

function kindOf(theme: Theme): Theme {
  return KIND_OF[theme] ?? theme;
}

/**
 * Whether honest people who were given the same program, tasks and dates would not show it: a card or a device in common,
 * reasoning handed over, members that follow banned ones, accounts made one after the other, sessions dealt out.
 */
function isBeyondInstructions({ signal, logOdds, news, instructed }: Weighed): boolean {
  return (
    signal.about === 'coordination' &&
    logOdds >= BEYOND_INSTRUCTIONS &&
    !news &&
    !instructed &&
    kindOf(signal.theme) !== 'content'
  );
}

/** As measured, too: a factor does not make a finding one that honest people would not show. */
function isAnyBeyondInstructions(
  measured: readonly Weighed[],
  discounted: readonly Weighed[],
  { factors }: Judging,
): boolean {
  const beyond = discounted.filter(isBeyondInstructions);
  if (factors.size === 0 || beyond.length === 0) return beyond.length > 0;
  const names = new Set(beyond.map(({ signal }) => signal.name));
  return discount(explained(measured)).some((one) => isBeyondInstructions(one) && names.has(one.signal.name));
}

/** No step beyond any of these. */
function lower(action: Action, steps: readonly Action[]): Action {
  return ACTIONS[Math.min(ACTIONS.indexOf(action), ...steps.map((step) => ACTIONS.indexOf(step)))] as Action;
}

/** The step for a score; doubtful ones stop at `verify`. */
export function actionOf(
  score: number,
  doubtful: boolean,
  from: Judging['thresholds'] = AS_MEASURED.thresholds,
): Action {
  if (score < from.verify) return 'watch';
  if (doubtful || score < from.throttle) return 'verify';
  return score < from.suspend ? 'throttle' : 'suspend';
}
