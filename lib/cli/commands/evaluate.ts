import { Command } from 'commander';
import { withDatabase } from '@/lib/cli/database';
import { print, printJson, printTable } from '@/lib/cli/output';
import { evaluateTruth } from '@/lib/services/detection/evaluate';

/** `retort evaluate`: the campaigns in the database against a truth file. */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('compare the campaigns found with a truth file')
    .requiredOption('--truth <file>', 'one true campaign a line: {"campaign", "accounts", "exchanges"?}')
    .option('--json', 'print JSON')
    .action(async ({ truth, json }: { truth: string; json?: boolean }) => {
      const result = await withDatabase(() => evaluateTruth(truth));
      if (json) return printJson(result);
      print(
        `${result.campaigns_found} of ${result.campaigns_true} campaigns found; ${result.campaigns_detected} detected, ${result.campaigns_false} of them false.`,
      );
      const { watch, verify, throttle, suspend } = result.honest_recommended;
      print(
        `Accounts: precision ${share(result.precision)}, recall ${share(result.recall)}, purity ${share(result.purity)}.`,
      );
      print(
        `Honest accounts recommended: ${watch} to watch, ${verify} to verify, ${throttle} to throttle, ${suspend} to suspend.`,
      );
      if (result.seconds_to_detection !== null)
        print(
          `Median time to detection: ${hours(result.seconds_to_detection)} hours, ${share(result.spent_at_detection)} of the traffic spent.`,
        );
      print();
      printTable(
        [
          'true campaign',
          'accounts',
          'found',
          'fragments',
          'precision',
          'purity',
          'recall',
          'harvest',
          'as given',
          'capabilities off',
          'hours to detection',
          'traffic spent',
          'detected as',
        ],
        result.true.map((one) => [
          one.campaign,
          one.accounts,
          one.found ? 'yes' : 'no',
          one.fragments,
          share(one.precision),
          share(one.purity),
          share(one.recall),
          share(one.harvest_share?.true ?? null),
          share(one.harvest_share?.given ?? null),
          share(one.capability_error),
          one.seconds_to_detection === null ? '' : hours(one.seconds_to_detection),
          share(one.spent_at_detection),
          one.detected_as.join(' '),
        ]),
      );
      print();
      printTable(
        ['detected', 'title', 'score', 'next step', 'members', 'precision', 'purity', 'match'],
        result.detected.map((one) => [
          one.id,
          one.title,
          one.score.toFixed(2),
          one.recommended_action,
          one.members,
          share(one.precision),
          share(one.purity),
          one.match ?? 'none',
        ]),
      );
    });
}

function share(value: number | null): string {
  return value === null ? '' : value.toFixed(3);
}

function hours(seconds: number): number {
  return Math.round(seconds / 3600);
}
