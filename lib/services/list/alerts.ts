import { type AlertRow, alertFilter } from '@/lib/model/console/alert';
import { ALERT_ORDERS } from '@/lib/services/alert/list';
import { ALERT_COLUMNS, ALERT_TABLES, type AlertSqlRow, alertRowOf } from '@/lib/services/alert/row';
import { filterConditions, parameters, selfId } from '@/lib/services/alert/where';
import { defineList, orderBy } from './source';

export const ALERTS = defineList<typeof alertFilter, AlertRow>({
  list: 'alerts',
  title: 'Alerts of the queue',
  right: 'read',
  filter: alertFilter,
  about: () => ({ entity: 'list', id: 'alerts' }),
  columns: [
    { name: 'id', type: 'text', value: (a) => a.id },
    { name: 'kind', type: 'text', value: (a) => a.kind },
    { name: 'status', type: 'text', value: (a) => a.status },
    { name: 'severity', type: 'text', value: (a) => a.severity },
    { name: 'score', type: 'number', value: (a) => a.score },
    { name: 'campaign_id', type: 'text', value: (a) => a.campaign.id },
    { name: 'campaign_title', type: 'text', value: (a) => a.campaign.title },
    { name: 'campaign_status', type: 'text', shown: false, value: (a) => a.campaign.status },
    { name: 'summary', type: 'text', value: (a) => a.summary },
    { name: 'coordination', type: 'number', shown: false, value: (a) => a.campaign.coordination },
    { name: 'extraction', type: 'number', shown: false, value: (a) => a.campaign.extraction },
    { name: 'capabilities', type: 'json', shown: false, value: (a) => a.campaign.capabilities },
    { name: 'assignee_id', type: 'text', shown: false, value: (a) => a.assignee?.id },
    { name: 'assignee_name', type: 'text', value: (a) => a.assignee?.name },
    { name: 'holder_id', type: 'text', shown: false, value: (a) => a.claim?.person.id },
    { name: 'holder_name', type: 'text', shown: false, value: (a) => a.claim?.person.name },
    { name: 'held_until', type: 'time', shown: false, value: (a) => a.claim?.until },
    { name: 'snoozed_until', type: 'time', value: (a) => a.snoozed_until },
    { name: 'created_at', type: 'time', value: (a) => a.created_at },
    { name: 'due_at', type: 'time', value: (a) => a.due_at },
    { name: 'decided_at', type: 'time', shown: false, value: (a) => a.decided_at },
    { name: 'version', type: 'integer', shown: false, value: (a) => a.version },
  ],
  async query({ filter, actor, now }) {
    const { params, place } = parameters();
    const where = filterConditions(filter, { self: selfId(actor), now, place });
    return {
      params,
      from: `FROM ${ALERT_TABLES} WHERE ${where}`,
      reads: [
        `SELECT ${ALERT_COLUMNS} FROM ${ALERT_TABLES} WHERE ${where} ORDER BY ${orderBy(ALERT_ORDERS[filter.sort])}`,
      ],
      rows: async (raw: AlertSqlRow[]) => raw.map((row) => alertRowOf(row, now)),
    };
  },
});
