import { type IndicatorRow, indicatorFilter } from '@/lib/model/console/indicator';
import { indicatorConditions } from '@/lib/services/indicator/list';
import { indicatorRows, lastDrawing, SPREAD_COLUMNS, type SpreadRow } from '@/lib/services/indicator/row';
import { defineList } from './source';

export const INDICATORS = defineList<typeof indicatorFilter, IndicatorRow>({
  list: 'indicators',
  title: 'Values that accounts share, that somebody watches or that others reported',
  right: 'read',
  filter: indicatorFilter,
  about: () => ({ entity: 'list', id: 'indicators' }),
  columns: [
    { name: 'name', type: 'text', shown: false, value: (i) => i.name },
    { name: 'kind', type: 'text', value: (i) => i.kind },
    { name: 'value', type: 'text', value: (i) => i.value },
    { name: 'label', type: 'text', value: (i) => i.label },
    { name: 'accounts', type: 'integer', value: (i) => i.accounts },
    { name: 'one_in', type: 'number', value: (i) => i.one_in },
    { name: 'hub', type: 'boolean', shown: false, value: (i) => i.hub },
    { name: 'exchanges', type: 'integer', shown: false, value: (i) => i.exchanges },
    { name: 'first_seen', type: 'time', value: (i) => i.first_seen },
    { name: 'last_seen', type: 'time', value: (i) => i.last_seen },
    { name: 'campaigns', type: 'integer', value: (i) => i.campaigns },
    { name: 'held_by', type: 'json', value: (i) => i.held_by },
    { name: 'reports', type: 'integer', shown: false, value: (i) => i.reports },
    { name: 'reported', type: 'json', value: (i) => i.reported },
    { name: 'watch', type: 'json', value: (i) => i.watch },
  ],
  async query({ filter: { sort, order, ...narrowing } }) {
    const params: unknown[] = [];
    const where = indicatorConditions(narrowing, params).join(' AND ');
    const { accounts } = await lastDrawing();
    return {
      params,
      from: `FROM indicator_spread s WHERE ${where}`,
      reads: [
        `SELECT ${SPREAD_COLUMNS} FROM indicator_spread s WHERE ${where} ORDER BY s.${sort} ${order}, s.indicator_key ${order}`,
      ],
      rows: (raw: SpreadRow[], db) => indicatorRows(raw, accounts, db),
    };
  },
});
