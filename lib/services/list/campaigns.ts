import { type CampaignRow, campaignFilter } from '@/lib/model/console/campaign';
import {
  CAMPAIGN_COLUMNS,
  CAMPAIGN_TABLES,
  type CampaignSqlRow,
  campaignRowOf,
} from '@/lib/services/campaign/row';
import { CAMPAIGN_ORDERS, campaignConditions } from '@/lib/services/campaign/rows';
import { defineList, orderBy } from './source';

export const CAMPAIGNS = defineList<typeof campaignFilter, CampaignRow>({
  list: 'campaigns',
  title: 'Campaigns',
  right: 'read',
  filter: campaignFilter,
  about: () => ({ entity: 'list', id: 'campaigns' }),
  columns: [
    { name: 'id', type: 'text', value: (c) => c.id },
    { name: 'title', type: 'text', value: (c) => c.title },
    { name: 'status', type: 'text', value: (c) => c.status },
    { name: 'severity', type: 'text', value: (c) => c.severity },
    { name: 'score', type: 'number', value: (c) => c.score },
    { name: 'coordination', type: 'number', value: (c) => c.coordination },
    { name: 'extraction', type: 'number', value: (c) => c.extraction },
    { name: 'accounts', type: 'integer', value: (c) => c.accounts },
    { name: 'active_accounts', type: 'integer', shown: false, value: (c) => c.active_accounts },
    { name: 'exchanges', type: 'integer', value: (c) => c.exchanges },
    { name: 'capabilities', type: 'json', value: (c) => c.capabilities },
    { name: 'trend', type: 'json', shown: false, value: (c) => c.trend },
    { name: 'owner_id', type: 'text', shown: false, value: (c) => c.owner?.id },
    { name: 'owner_name', type: 'text', value: (c) => c.owner?.name },
    { name: 'first_seen', type: 'time', shown: false, value: (c) => c.first_seen },
    { name: 'last_seen', type: 'time', value: (c) => c.last_seen },
    { name: 'detected_at', type: 'time', shown: false, value: (c) => c.detected_at },
    { name: 'current', type: 'boolean', shown: false, value: (c) => c.current },
    { name: 'version', type: 'integer', shown: false, value: (c) => c.version },
  ],
  async query({ filter: { sort, order, ...narrowing }, actor }) {
    const params: unknown[] = [];
    const where = campaignConditions(narrowing, actor, params).join(' AND ');
    const by = orderBy([
      { ...CAMPAIGN_ORDERS[sort], order },
      { sql: 'c.id', type: 'text', order: 'asc' },
    ]);
    return {
      params,
      from: `FROM ${CAMPAIGN_TABLES} WHERE ${where}`,
      reads: [`SELECT ${CAMPAIGN_COLUMNS} FROM ${CAMPAIGN_TABLES} WHERE ${where} ORDER BY ${by}`],
      rows: async (raw: CampaignSqlRow[]) => raw.map(campaignRowOf),
    };
  },
});
