import { Command, Option } from 'commander';
import { withDatabase } from '@/lib/cli/database';
import { printJson, printTable, UsageError } from '@/lib/cli/output';
import { CAMPAIGN_STATUSES, type CampaignStatus } from '@/lib/model/campaign';
import { wholeCampaigns } from '@/lib/services/campaign/wire';

/** `retort campaigns`: the campaigns that stand, best score first; with `--json` whole, one object a line. */
export function campaignsCommand(): Command {
  return new Command('campaigns')
    .description('list campaigns')
    .addOption(new Option('--status <status...>', 'only these').choices(CAMPAIGN_STATUSES))
    .option('--min-score <score>', 'only those that score at least this, 0 to 1', '0')
    .option('--json', 'print one JSON object a line, accounts included')
    .action(async (options: { status?: CampaignStatus[]; minScore: string; json?: boolean }) => {
      const minScore = Number(options.minScore);
      if (!(minScore >= 0 && minScore <= 1))
        throw new UsageError(`"${options.minScore}" is no score: write a number from 0 to 1.`);
      await withDatabase(async () => {
        const rows: unknown[][] = [];
        for await (const campaign of wholeCampaigns({ statuses: options.status, minScore })) {
          if (options.json) {
            printJson(campaign);
            if (process.stdout.writableNeedDrain)
              await new Promise((done) => process.stdout.once('drain', done));
          } else {
            rows.push([
              campaign.id,
              campaign.title,
              campaign.status,
              campaign.score.toFixed(2),
              campaign.coordination.toFixed(2),
              campaign.extraction.toFixed(2),
              campaign.recommended_action,
              campaign.accounts.length,
              campaign.harvest_exchanges,
            ]);
          }
        }
        if (!options.json) {
          printTable(
            [
              'id',
              'title',
              'status',
              'score',
              'coordination',
              'extraction',
              'next step',
              'accounts',
              'harvest',
            ],
            rows,
          );
        }
      });
    });
}
