import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { CampaignWhole } from '@/lib/model/api';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { MAX_PAGE } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { campaignItems, ITEM_COLUMNS, type ItemRow } from './item';
import { listCampaignAccounts } from './list-accounts';

/** One campaign for other systems, with its evidence and the first page of its accounts. RetortError `not_found`. */
export const getCampaign = defineQuery({
  name: 'campaign.get',
  right: 'read',
  input: z.object({ id: entityId }),
  async run({ id }, actor): Promise<CampaignWhole> {
    const { rows } = await getPool().query<ItemRow>(`SELECT ${ITEM_COLUMNS} FROM campaign WHERE id = $1`, [
      id,
    ]);
    const [item] = await campaignItems(rows);
    if (!item) throw new RetortError('not_found', `There is no campaign ${id}.`, { entity: 'campaign', id });
    const { items, next_cursor } = await listCampaignAccounts({ id, limit: MAX_PAGE }, { actor });
    return { ...item, accounts: items, accounts_next_cursor: next_cursor };
  },
});
