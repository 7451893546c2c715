import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { AuditEntryWhole } from '@/lib/model/console/audit';
import { RetortError } from '@/lib/model/errors';
import { defineQuery } from '@/lib/services/verb';
import { namesIn } from './names';
import { AUDIT_COLUMNS, type AuditRow, entryOf } from './row';

/** One entry of the audit log with its place in the chain. RetortError `not_found`. */
export const getAuditEntry = defineQuery({
  name: 'audit.get',
  right: 'audit.read',
  input: z.object({ seq: z.string().regex(/^\d{1,18}$/, 'It is a number.') }),
  run: async ({ seq }): Promise<AuditEntryWhole> => {
    const { rows } = await getPool().query<AuditRow>(
      `SELECT ${AUDIT_COLUMNS} FROM audit_entry WHERE seq = $1`,
      [seq],
    );
    const [row] = rows;
    if (!row) throw new RetortError('not_found', `The audit log has no entry ${seq}.`, { seq });
    const [named = {}] = await namesIn([row]);
    return { ...entryOf(row), named };
  },
});
