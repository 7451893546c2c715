import { accountFilter } from '@/lib/model/console/account';
import { orderOf, SORT_COLUMNS } from '@/lib/services/account/browse';
import { readIndicator } from '@/lib/services/account/indicator-filter';
import { ACCOUNT_ITEM_COLUMNS, type AccountItemRow } from '@/lib/services/account/item';
import { recentShares } from '@/lib/services/account/recent-shares';
import { type CampaignOf, campaignsOf } from '@/lib/services/account/row';
import { accountConditions } from '@/lib/services/account/where';
import { defineList } from './source';

type Raw = AccountItemRow & { key: bigint };

interface Row extends Raw {
  campaign: CampaignOf | undefined;
  capabilities: object | undefined;
}

const CAMPAIGN = ['campaign_id', 'campaign_title', 'campaign_status', 'membership'];

export const ACCOUNTS = defineList<typeof accountFilter, Row>({
  list: 'accounts',
  title: 'Accounts',
  right: 'read',
  filter: accountFilter,
  about: () => ({ entity: 'list', id: 'accounts' }),
  columns: [
    { name: 'id', type: 'text', value: (a) => a.id },
    { name: 'status', type: 'text', value: (a) => a.status },
    { name: 'status_at', type: 'time', shown: false, value: (a) => a.status_at },
    { name: 'campaign_id', type: 'text', value: (a) => a.campaign?.id },
    { name: 'campaign_title', type: 'text', value: (a) => a.campaign?.title },
    { name: 'campaign_status', type: 'text', shown: false, value: (a) => a.campaign?.status },
    { name: 'membership', type: 'number', shown: false, value: (a) => a.campaign?.membership },
    { name: 'capabilities', type: 'json', value: (a) => a.capabilities ?? {} },
    { name: 'plan', type: 'text', value: (a) => a.plan },
    { name: 'pathway', type: 'text', value: (a) => a.pathway },
    { name: 'verified', type: 'text', value: (a) => a.verified },
    { name: 'organization', type: 'text', value: (a) => a.organization },
    { name: 'email_pattern', type: 'text', value: (a) => a.email_pattern },
    { name: 'email_domain', type: 'text', value: (a) => a.email_domain },
    { name: 'exchanges', type: 'integer', value: (a) => a.exchanges },
    { name: 'created_at', type: 'time', value: (a) => a.created_at },
    { name: 'first_seen', type: 'time', shown: false, value: (a) => a.first_seen },
    { name: 'last_seen', type: 'time', value: (a) => a.last_seen },
    { name: 'rpm_limit', type: 'integer', shown: false, value: (a) => a.rpm_limit },
    { name: 'country', type: 'text', shown: false, value: (a) => a.country },
    { name: 'declared_use', type: 'text', shown: false, value: (a) => a.declared_use },
    { name: 'version', type: 'integer', shown: false, value: (a) => a.version },
  ],
  async query({ filter: { sort, order, ...narrowing } }) {
    const indicator = narrowing.indicator ? await readIndicator(narrowing.indicator) : null;
    const { sql, params } = accountConditions(narrowing, indicator);
    const column = SORT_COLUMNS[sort];
    // As the list has it: first what has the value, then what has none, each in the order of the index.
    const read = (part: string) =>
      `SELECT key, ${ACCOUNT_ITEM_COLUMNS} FROM account WHERE ${[...sql, `${column} ${part}`].join(' AND ')}
        ORDER BY ${orderOf(sort, order)}`;
    return {
      params,
      from: `FROM account WHERE ${['true', ...sql].join(' AND ')}`,
      reads: [read('IS NOT NULL'), ...(sort === 'exchanges' ? [] : [read('IS NULL')])],
      rows: async (raw: Raw[], db, chosen) => {
        const campaigns = CAMPAIGN.some((name) => chosen.has(name))
          ? await campaignsOf(
              raw.map(({ key }) => key),
              db,
            )
          : null;
        const shares = chosen.has('capabilities') ? await recentShares(raw, db) : null;
        return raw.map((row) => ({
          ...row,
          campaign: campaigns?.get(row.key),
          capabilities: shares?.get(row.key),
        }));
      },
    };
  },
});
