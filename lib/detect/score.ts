import { ACTION_THRESHOLDS, type Action, type Evidence } from '@/lib/model/campaign';
import type { Finding, Signal, Theme } from './signals/signal';
import { clamp, logistic } from './statistics';

/** Log-odds before any evidence: of groups that share something, few are operations, and few of those harvest. */
const PRIOR = { coordination: -3.5, extraction: -2.5 } as const;
/** Each further finding of a theme counts half as much as the one before: they rest on the same facts. */
const OVERLAP = 0.5;
/** No single finding says more than this. */
const MOST = 7;
/** Evidence counts as a kind of its own from here. */
const KIND = 0.8;
/** A group held together by one kind of evidence only is never more than possibly coordinated. */
const ONE_KIND = 0.25;
/**
 * Themes that rest on the same facts: the scaffolds and the parameters of one program come together, and a script or an
 * application that anybody may use brings both to people who have never heard of each other.
 */
const KIND_OF: Partial<Record<Theme, Theme>> = { program: 'content' };

export interface Weighed extends Finding {
  signal: Signal;
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
 * From findings to scores. Coordination and extraction are logistic in the sum of their discounted log-odds; the campaign
 * score is their product, since a campaign needs both and one says little about the other. Coordination resting on one
 * theme is capped. Evidence that an innocent explanation accounts for is reduced before it is added up. The recommended step follows the score, but no step beyond `verify` is recommended while either
 * part is below 0.75 or the evidence against outweighs half of that for it.
 */
export function assess(findings: readonly Weighed[]): Assessment {
  const discounted = discount(explained(findings));
  const sums = { coordination: PRIOR.coordination as number, extraction: PRIOR.extraction as number };
  let [weightFor, weightAgainst] = [0, 0];
  const kinds = new Set<Theme>();
  for (const { signal, logOdds } of discounted) {
    sums[signal.about] += logOdds;
    if (logOdds > 0) weightFor += logOdds;
    else weightAgainst -= logOdds;
    if (signal.about === 'coordination' && logOdds >= KIND)
      for (const theme of [signal.theme, ...(signal.also ?? [])]) kinds.add(kindOf(theme));
  }
  const coordination = Math.min(logistic(sums.coordination), kinds.size < 2 ? ONE_KIND : 1);
  const extraction = logistic(sums.extraction);
  const score = coordination * extraction;
  const doubtful = Math.min(coordination, extraction) < 0.75 || weightAgainst > 0.5 * weightFor;
  return {
    evidence: discounted
      .sort((a, b) => b.logOdds - a.logOdds)
      .map(({ signal, logOdds, summary, baseline, details }) => ({
        signal: signal.name,
        about: signal.about,
        log_odds: Math.round(logOdds * 100) / 100,
        summary,
        baseline,
        details,
      })),
    coordination,
    extraction,
    score,
    action: actionOf(score, doubtful),
    kinds: [...kinds],
  };
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

/** The step for a score; doubtful ones stop at `verify`. */
export function actionOf(score: number, doubtful: boolean): Action {
  if (score < ACTION_THRESHOLDS.verify) return 'watch';
  if (doubtful || score < ACTION_THRESHOLDS.throttle) return 'verify';
  return score < ACTION_THRESHOLDS.suspend ? 'throttle' : 'suspend';
}
