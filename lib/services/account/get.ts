import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { AccountWhole } from '@/lib/model/api';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { accountKey } from '@/lib/model/hash';
import { defineQuery } from '@/lib/services/verb';
import { ACCOUNT_ITEM_COLUMNS, type AccountItemRow, accountItemOf } from './item';

/** Campaigns shown of one account; it is hardly ever in more than one. */
const MOST_CAMPAIGNS = 50;

/** One account for other systems, with the campaigns it is in. RetortError `not_found`. */
export const getAccount = defineQuery({
  name: 'account.get',
  right: 'read',
  input: z.object({ id: entityId }),
  async run({ id }): Promise<AccountWhole> {
    const key = accountKey(id);
    const [accounts, campaigns] = await Promise.all([
      getPool().query<AccountItemRow>(`SELECT ${ACCOUNT_ITEM_COLUMNS} FROM account WHERE key = $1`, [key]),
      getPool().query<AccountWhole['campaigns'][number]>(
        `SELECT c.id, c.title, c.status, m.membership, m.role
           FROM campaign_account m JOIN campaign c ON c.id = m.campaign_id
          WHERE m.account_key = $1 ORDER BY m.membership DESC, c.id LIMIT ${MOST_CAMPAIGNS}`,
        [key],
      ),
    ]);
    const row = accounts.rows[0];
    if (!row) throw new RetortError('not_found', `There is no account ${id}.`, { entity: 'account', id });
    return { ...accountItemOf(row), campaigns: campaigns.rows };
  },
});
