import { z } from 'zod';
import { csvLine } from '@/lib/export/csv';
import { type AuditFilter, auditFilter } from '@/lib/model/console/audit';
import { defineQuery } from '@/lib/services/verb';
import { readAudit } from './list';
import { entryOf } from './row';

const A_PAGE = 500;
const COLUMNS = [
  'seq',
  'at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'verb',
  'entity',
  'entity_id',
  'before',
  'after',
  'prev_hash',
  'hash',
] as const;

/** The audit log as the list shows it under the same filter, with the hashes, piece by piece as it is read. */
export const exportAudit = defineQuery({
  name: 'audit.export',
  right: 'audit.read',
  input: auditFilter.extend({ format: z.enum(['csv', 'ndjson']) }),
  run: async ({ format, ...filter }) => ({ format, pieces: pieces(format, filter) }),
});

async function* pieces(format: 'csv' | 'ndjson', filter: AuditFilter): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(COLUMNS);
  for (let cursor: string | undefined; ; ) {
    const page = await readAudit(filter, A_PAGE, cursor);
    const entries = page.items.map(entryOf);
    yield entries
      .map((entry) =>
        format === 'ndjson'
          ? `${JSON.stringify(entry)}\n`
          : csvLine(
              COLUMNS.map((column) => {
                const value = entry[column];
                return value === null || typeof value === 'string' ? value : JSON.stringify(value);
              }),
            ),
      )
      .join('');
    if (page.next_cursor === null) return;
    cursor = page.next_cursor;
  }
}
