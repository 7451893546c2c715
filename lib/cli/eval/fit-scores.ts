import { readFileSync } from 'node:fs';
import { CALIBRATION, calibrated, fitCalibration, type Sums } from '@/lib/detect/calibration';
import { reliability } from '@/lib/detect/evaluate-reliability';
import { sumsOf } from '@/lib/detect/score';
import { SIGNALS } from '@/lib/detect/signals';

/** Reports as `npm run eval -- --json FILE` writes them, as far as the fit reads them. */
export interface FitReport {
  worlds: {
    assessed: {
      accounts: number;
      campaign: string | null;
      evidence: { signal: string; log_odds: number }[];
    }[];
  }[];
}

/** Groups of reports with what they are. Groups that were not asked whether they are coordinated teach nothing about it. */
export function outcomesIn(reports: readonly FitReport[]): { sums: Sums; real: boolean }[] {
  const byName = new Map(SIGNALS.map((signal) => [signal.name, signal]));
  return reports
    .flatMap(({ worlds }) => worlds.flatMap(({ assessed }) => assessed))
    .flatMap(({ accounts, campaign, evidence }) => {
      const findings = evidence.flatMap(({ signal, log_odds }) => {
        const known = byName.get(signal);
        return known ? [{ signal: known, logOdds: log_odds }] : [];
      });
      if (!findings.some(({ signal }) => signal.about === 'coordination')) return [];
      return [{ sums: sumsOf(findings, accounts), real: campaign !== null }];
    });
}

/** `npm run fit-scores -- REPORT…`: prints the numbers of CALIBRATION as these reports have them, and how well both fit. */
export function fitScores(files: readonly string[]): number {
  if (files.length === 0) {
    process.stderr.write('Name one or more files that `npm run eval -- --json FILE` wrote.\n');
    return 2;
  }
  const outcomes = outcomesIn(files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as FitReport));
  const fitted = fitCalibration(outcomes);
  for (const [name, by] of [
    ['as it is', CALIBRATION],
    ['fitted', fitted],
  ] as const) {
    const { brier, error, base } = reliability(
      outcomes.map(({ sums, real }) => {
        const { coordination, extraction } = calibrated(sums, by);
        return { predicted: coordination * extraction, real };
      }),
    );
    process.stdout.write(
      `${name}: ${outcomes.length} groups, ${percent(base)} real, Brier score ${brier?.toFixed(4)}, calibration error ${error?.toFixed(4)}\n`,
    );
  }
  process.stdout.write(
    `${JSON.stringify(fitted, (_, value) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value), 2)}\n`,
  );
  return 0;
}

function percent(share: number | null): string {
  return share === null ? 'none' : `${(share * 100).toFixed(0)}%`;
}
