import { type AuditEntryStored, auditFilter } from '@/lib/model/console/audit';
import { AUDIT_ORDER, auditConditions } from '@/lib/services/audit/list';
import { AUDIT_COLUMNS, type AuditRow, entryOf } from '@/lib/services/audit/row';
import { defineList, orderBy } from './source';

export const AUDIT = defineList<typeof auditFilter, AuditEntryStored>({
  list: 'audit',
  title: 'The audit log, with the hashes that chain it',
  right: 'audit.read',
  filter: auditFilter,
  about: () => ({ entity: 'list', id: 'audit' }),
  columns: [
    { name: 'seq', type: 'integer', value: (e) => e.seq },
    { name: 'at', type: 'time', value: (e) => e.at },
    { name: 'actor_kind', type: 'text', value: (e) => e.actor_kind },
    { name: 'actor_id', type: 'text', value: (e) => e.actor_id },
    { name: 'actor_name', type: 'text', value: (e) => e.actor_name },
    { name: 'verb', type: 'text', value: (e) => e.verb },
    { name: 'entity', type: 'text', value: (e) => e.entity },
    { name: 'entity_id', type: 'text', value: (e) => e.entity_id },
    { name: 'before', type: 'json', value: (e) => e.before },
    { name: 'after', type: 'json', value: (e) => e.after },
    { name: 'prev_hash', type: 'text', value: (e) => e.prev_hash },
    { name: 'hash', type: 'text', value: (e) => e.hash },
  ],
  async query({ filter }) {
    const params: unknown[] = [];
    const where = ['true', ...auditConditions(filter, params)].join(' AND ');
    return {
      params,
      from: `FROM audit_entry WHERE ${where}`,
      reads: [`SELECT ${AUDIT_COLUMNS} FROM audit_entry WHERE ${where} ORDER BY ${orderBy(AUDIT_ORDER)}`],
      rows: async (raw: AuditRow[]) => raw.map(entryOf),
    };
  },
});
