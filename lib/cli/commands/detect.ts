import { Command } from 'commander';
import { withDatabase } from '@/lib/cli/database';
import { parseDays, parseMoment } from '@/lib/cli/moment';
import { print, printJson } from '@/lib/cli/output';
import { runDetectionVerb } from '@/lib/services/detection/run';

/** `retort detect`: one detection run; prints what it looked at and how many campaigns it found. */
export function detectCommand(): Command {
  return new Command('detect')
    .description('find campaigns in what was known at a time')
    .option('--until <time>', 'judge what was known at this time; default: now')
    .option('--window <days>', 'how far back to look', '30d')
    .option('--full', 'judge everything anew; the findings are the same')
    .option('--json', 'print the receipt as JSON')
    .action(async (options: { until?: string; window: string; full?: boolean; json?: boolean }) => {
      const until = options.until === undefined ? undefined : parseMoment(options.until);
      const window_days = parseDays(options.window);
      const receipt = await withDatabase(() =>
        runDetectionVerb(
          { until, window_days, full: options.full },
          { actor: { kind: 'system', name: 'Command line' } },
        ),
      );
      if (options.json) return printJson(receipt);
      const { exchanges, accounts, campaigns, seconds } = receipt;
      print(
        `${campaigns} campaigns in ${exchanges.toLocaleString('en')} exchanges of ${accounts.toLocaleString('en')} accounts, in ${seconds} s (${receipt.run_id}).`,
      );
    });
}
