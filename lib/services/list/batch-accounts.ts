import type { BatchAccount } from '@/lib/model/batch';
import { entityId } from '@/lib/model/decision';
import {
  BATCH_ACCOUNT_COLUMNS,
  type BatchAccountRow,
  batchAccountConditions,
  batchAccountFilter,
  batchAccountOf,
  scheduleOf,
} from '@/lib/services/batch/accounts';
import { RESULT } from '@/lib/services/batch/row';
import { defineList } from './source';

const filter = batchAccountFilter.extend({ batch_id: entityId });

export const BATCH_ACCOUNTS = defineList<typeof filter, BatchAccount>({
  list: 'batch-accounts',
  title: 'The accounts of a batch',
  right: 'read',
  filter,
  about: ({ batch_id }) => ({ entity: 'batch', id: batch_id }),
  columns: [
    { name: 'id', type: 'text', value: (a) => a.id },
    { name: 'result', type: 'text', value: (a) => a.result },
    { name: 'why', type: 'text', value: (a) => a.why },
    { name: 'status', type: 'text', value: (a) => a.status },
    { name: 'status_seen', type: 'text', shown: false, value: (a) => a.status_seen },
    { name: 'order_id', type: 'text', shown: false, value: (a) => a.order?.id },
    { name: 'order_status', type: 'text', value: (a) => a.order?.status },
    { name: 'order_attempts', type: 'integer', shown: false, value: (a) => a.order?.attempts },
    { name: 'order_error', type: 'text', shown: false, value: (a) => a.order?.last_error },
    { name: 'membership', type: 'number', value: (a) => a.membership },
    { name: 'harvest_share', type: 'number', shown: false, value: (a) => a.harvest_share },
    { name: 'look_innocent', type: 'json', shown: false, value: (a) => a.look_innocent },
    { name: 'due_at', type: 'time', value: (a) => a.due_at },
    { name: 'done_at', type: 'time', value: (a) => a.done_at },
    { name: 'reversed_at', type: 'time', shown: false, value: (a) => a.reversed_at },
    { name: 'pathway', type: 'text', shown: false, value: (a) => a.pathway },
    { name: 'plan', type: 'text', shown: false, value: (a) => a.plan },
    { name: 'verified', type: 'text', shown: false, value: (a) => a.verified },
    { name: 'organization', type: 'text', shown: false, value: (a) => a.organization },
    { name: 'created_at', type: 'time', shown: false, value: (a) => a.created_at },
    { name: 'last_seen', type: 'time', shown: false, value: (a) => a.last_seen },
    { name: 'exchanges', type: 'integer', shown: false, value: (a) => a.exchanges },
  ],
  async query({ filter: { batch_id, ...narrowing } }) {
    const schedule = await scheduleOf(batch_id);
    const params: unknown[] = [];
    const where = batchAccountConditions({ id: batch_id, ...narrowing }, params).join(' AND ');
    const accounts = `batch_account r JOIN batch b ON b.id = r.batch_id`;
    return {
      params,
      from: `FROM ${accounts} WHERE ${where}`,
      reads: [
        `SELECT ${BATCH_ACCOUNT_COLUMNS}
           FROM (SELECT r.*, ${RESULT} AS stands FROM ${accounts} WHERE ${where}) r
           JOIN account a ON a.key = r.account_key LEFT JOIN enforcement_order o ON o.id = r.order_id
          ORDER BY r.turn, r.account_key`,
      ],
      rows: async (raw: BatchAccountRow[]) => raw.map((row) => batchAccountOf(row, schedule)),
    };
  },
});
