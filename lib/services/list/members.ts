import { memberFilter } from '@/lib/model/console/campaign';
import { entityId } from '@/lib/model/decision';
import {
  MEMBER_COLUMNS,
  MEMBER_ORDERS,
  MEMBER_TABLES,
  type MemberSqlRow,
  memberConditions,
} from '@/lib/services/campaign/members';
import { requireCampaign } from '@/lib/services/campaign/require';
import { defineList, orderBy } from './source';

const filter = memberFilter.extend({ campaign_id: entityId });

export const MEMBERS = defineList<typeof filter, MemberSqlRow>({
  list: 'members',
  title: 'The accounts of a campaign',
  right: 'read',
  filter,
  about: ({ campaign_id }) => ({ entity: 'campaign', id: campaign_id }),
  columns: [
    { name: 'id', type: 'text', value: (m) => m.id },
    { name: 'status', type: 'text', value: (m) => m.status },
    { name: 'role', type: 'text', value: (m) => m.role },
    { name: 'membership', type: 'number', value: (m) => m.membership },
    { name: 'harvest_share', type: 'number', value: (m) => m.harvest_share },
    { name: 'exchanges', type: 'integer', value: (m) => m.exchanges },
    { name: 'harvest_exchanges', type: 'integer', shown: false, value: (m) => m.harvest_exchanges },
    { name: 'recommended_action', type: 'text', shown: false, value: (m) => m.recommended_action },
    { name: 'reasons', type: 'json', value: (m) => m.reasons },
    { name: 'looks_innocent', type: 'text', value: (m) => m.looks_innocent },
    { name: 'pathway', type: 'text', value: (m) => m.pathway },
    { name: 'plan', type: 'text', value: (m) => m.plan },
    { name: 'verified', type: 'text', value: (m) => m.verified },
    { name: 'joined_at', type: 'time', value: (m) => m.joined_at },
    { name: 'last_seen', type: 'time', value: (m) => m.last_seen },
  ],
  async query({ filter: { campaign_id, sort, order, ...narrowing } }) {
    await requireCampaign(campaign_id);
    const params: unknown[] = [];
    const where = memberConditions({ id: campaign_id, ...narrowing }, params);
    const by = orderBy([
      { ...MEMBER_ORDERS[sort], order },
      { sql: 'm.account_key', type: 'int8', order },
    ]);
    return {
      params,
      from: `FROM ${MEMBER_TABLES} WHERE ${where}`,
      reads: [`SELECT ${MEMBER_COLUMNS} FROM ${MEMBER_TABLES} WHERE ${where} ORDER BY ${by}`],
    };
  },
});
