import { z } from 'zod';
import { readPage } from '@/lib/db/read-page';
import { entityId } from '@/lib/model/decision';
import { stixId } from '@/lib/model/intel';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';

/** The accounts that match a received indicator, those that showed it last first. */
export const listIntelHits = defineQuery({
  name: 'intel.list_hits',
  right: 'read',
  input: z.object({ source_id: entityId, id: stixId }).extend(pageInput.shape),
  run: ({ source_id, id, limit, cursor }) =>
    readPage<
      { account_id: string; shown_at: Date; found_at: Date },
      { account_id: string; shown_at: string; found_at: string }
    >({
      order: [
        { sql: 'h.shown_at', type: 'timestamptz', order: 'desc' },
        { sql: 'h.account_key', type: 'int8', order: 'desc' },
      ],
      limit,
      cursor,
      params: [source_id, id],
      sql: (page) =>
        `SELECT a.id AS account_id, h.shown_at, h.found_at, ${page.select} FROM intel_hit h JOIN account a ON a.key = h.account_key
          WHERE h.source_id = $1 AND h.indicator_id = $2 AND ${page.after} ORDER BY ${page.orderBy}`,
      view: (row) => ({
        account_id: row.account_id,
        shown_at: row.shown_at.toISOString(),
        found_at: row.found_at.toISOString(),
      }),
    }),
});
