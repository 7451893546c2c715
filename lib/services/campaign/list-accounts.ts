import { getPool } from '@/lib/db/pool';
import { readPage } from '@/lib/db/read-page';
import type { AccountOfCampaign } from '@/lib/model/api';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';

export const campaignAccountsInput = pageInput.extend({ id: entityId });

/** The accounts of a campaign for other systems, surest members first. RetortError `not_found`. */
export const listCampaignAccounts = defineQuery({
  name: 'campaign.list_accounts',
  right: 'read',
  input: campaignAccountsInput,
  async run({ id, limit, cursor }) {
    const { rowCount } = await getPool().query('SELECT 1 FROM campaign WHERE id = $1', [id]);
    if (!rowCount)
      throw new RetortError('not_found', `There is no campaign ${id}.`, { entity: 'campaign', id });
    return readPage({
      order: [
        { sql: 'm.membership', type: 'float8', order: 'desc' },
        { sql: 'm.account_key', type: 'int8', order: 'asc' },
      ],
      limit,
      cursor,
      params: [id],
      sql: (page) =>
        `SELECT a.id, a.status, m.membership, m.harvest_share, m.role, m.reasons, m.recommended_action, m.exchanges,
                m.harvest_exchanges, ${page.select}
           FROM campaign_account m JOIN account a ON a.key = m.account_key
          WHERE m.campaign_id = $1 AND ${page.after} ORDER BY ${page.orderBy}`,
      view: accountOf,
    });
  },
});

function accountOf(row: AccountOfCampaign): AccountOfCampaign {
  return {
    id: row.id,
    membership: row.membership,
    harvest_share: row.harvest_share,
    role: row.role,
    reasons: row.reasons,
    recommended_action: row.recommended_action,
    status: row.status,
    exchanges: row.exchanges,
    harvest_exchanges: row.harvest_exchanges,
  };
}
