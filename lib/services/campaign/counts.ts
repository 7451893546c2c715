import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { CampaignStatus } from '@/lib/model/campaign';
import type { CampaignCounts } from '@/lib/model/console/campaign';
import { defineQuery } from '@/lib/services/verb';

/** How many campaigns there are by status. */
export const countCampaigns = defineQuery({
  name: 'campaign.counts',
  right: 'read',
  input: z.object({}),
  run: async (): Promise<CampaignCounts> => {
    const { rows } = await getPool().query<{ status: CampaignStatus; n: number }>(
      'SELECT status, count(*)::int AS n FROM campaign GROUP BY 1',
    );
    return {
      total: rows.reduce((sum, row) => sum + row.n, 0),
      statuses: Object.fromEntries(rows.map(({ status, n }) => [status, n])),
    };
  },
});
