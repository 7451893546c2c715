import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { CaseFileItem } from '@/lib/model/case-file';
import { entityId } from '@/lib/model/decision';
import { defineQuery } from '@/lib/services/verb';
import { CASE_FILE_COLUMNS, type CaseFileRow, caseFileOf, noCaseFile } from './row';

/** One case file and how far it is. RetortError `not_found`. */
export const getCase = defineQuery({
  name: 'case.get',
  right: 'read',
  input: z.object({ id: entityId }),
  run: async ({ id }, _, now): Promise<CaseFileItem> => {
    const { rows } = await getPool().query<CaseFileRow>(
      `SELECT ${CASE_FILE_COLUMNS} FROM case_file f WHERE f.id = $1`,
      [id],
    );
    if (!rows[0]) throw noCaseFile(id);
    return caseFileOf(rows[0], now);
  },
});
