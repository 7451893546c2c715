import type { KeysetColumn } from '@/lib/db/keyset';
import { readPage } from '@/lib/db/read-page';
import type { AuditEntry, AuditFilter, AuditPage } from '@/lib/model/console/audit';
import { auditFilter } from '@/lib/model/console/audit';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { namesIn } from './names';
import { AUDIT_COLUMNS, type AuditRow, entryOf } from './row';

/** The audit log, newest first, whole or narrowed by who did what to which thing and when. */
export const listAudit = defineQuery({
  name: 'audit.list',
  right: 'audit.read',
  input: auditFilter.extend(pageInput.shape),
  run: async ({ limit, cursor, ...filter }): Promise<AuditPage> => {
    const page = await readAudit(filter, limit, cursor);
    const named = await namesIn(page.items);
    return {
      items: page.items.map((row, i): AuditEntry => {
        const { prev_hash: _prev, hash: _hash, ...entry } = entryOf(row);
        return { ...entry, named: named[i] ?? {} };
      }),
      next_cursor: page.next_cursor,
    };
  },
});

export const AUDIT_ORDER: readonly KeysetColumn[] = [
  { sql: 'at', type: 'timestamptz', order: 'desc' },
  { sql: 'seq', type: 'int8', order: 'desc' },
];

/** The conditions of a filter on audit_entry. Pushes their values onto `params`. */
export function auditConditions(filter: AuditFilter, params: unknown[]): string[] {
  const place = (value: unknown) => `$${params.push(value)}`;
  const conditions: string[] = [];
  if (filter.actor) conditions.push(`actor_id = ${place(filter.actor)}`);
  if (filter.verb) {
    const verbs = [filter.verb].flat();
    conditions.push(verbs.length === 1 ? `verb = ${place(verbs[0])}` : `verb = ANY(${place(verbs)}::text[])`);
  }
  if (filter.entity) conditions.push(`entity = ${place(filter.entity)}`);
  if (filter.entity_id) conditions.push(`entity_id = ${place(filter.entity_id)}`);
  if (filter.from) conditions.push(`at >= ${place(filter.from)}`);
  if (filter.to) conditions.push(`at < ${place(filter.to)}`);
  return conditions;
}

/** One keyset page of the rows that match, newest first. */
function readAudit(filter: AuditFilter, limit: number, cursor: string | undefined) {
  const params: unknown[] = [];
  const conditions = auditConditions(filter, params);
  return readPage({
    order: AUDIT_ORDER,
    limit,
    cursor,
    params,
    sql: (page) =>
      `SELECT ${AUDIT_COLUMNS}, ${page.select} FROM audit_entry
        WHERE ${[...conditions, page.after].join(' AND ')} ORDER BY ${page.orderBy}`,
    view: (row: AuditRow) => row,
  });
}
