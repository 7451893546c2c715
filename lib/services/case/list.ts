import { getPool } from '@/lib/db/pool';
import { readPage } from '@/lib/db/read-page';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { CASE_FILE_COLUMNS, type CaseFileRow, caseFileOf } from './row';

/** The case files of a campaign that were asked for, newest first. RetortError `not_found`. */
export const listCases = defineQuery({
  name: 'case.list',
  right: 'read',
  input: pageInput.extend({ id: entityId }),
  run: async ({ id, limit, cursor }, _, now) => {
    const { rowCount } = await getPool().query('SELECT 1 FROM campaign WHERE id = $1', [id]);
    if (!rowCount)
      throw new RetortError('not_found', `There is no campaign ${id}.`, { entity: 'campaign', id });
    return readPage({
      order: [
        { sql: 'f.requested_at', type: 'timestamptz', order: 'desc' },
        { sql: 'f.id', type: 'text', order: 'desc' },
      ],
      limit,
      cursor,
      params: [id],
      sql: (page) =>
        `SELECT ${CASE_FILE_COLUMNS}, ${page.select} FROM case_file f
          WHERE f.campaign_id = $1 AND ${page.after} ORDER BY ${page.orderBy}`,
      view: (row: CaseFileRow) => caseFileOf(row, now),
    });
  },
});
