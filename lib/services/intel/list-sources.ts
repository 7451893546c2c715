import { readPage } from '@/lib/db/read-page';
import type { IntelSourceItem } from '@/lib/model/intel';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { type SourceRow, sourceView } from './row';

interface Row extends SourceRow {
  indicators: number;
  looked_for: number;
  hits: number;
  last_delivery_at: Date | null;
}

const counted = (where: string) =>
  `(SELECT count(*)::int FROM intel_indicator i WHERE i.source_id = s.id${where})`;

/** Who shares with us, oldest first, with what came of it. Those that were taken away are not among them. */
export const listIntelSources = defineQuery({
  name: 'intel.list_sources',
  right: 'read',
  input: pageInput,
  run: ({ limit, cursor }, _, now) =>
    readPage<Row, IntelSourceItem>({
      order: [
        { sql: 's.created_at', type: 'timestamptz', order: 'asc' },
        { sql: 's.id', type: 'text', order: 'asc' },
      ],
      limit,
      cursor,
      params: [now],
      sql: (page) =>
        `SELECT s.*, ${counted('')} AS indicators,
                ${counted(' AND i.ways > 0 AND NOT i.revoked AND i.valid_until > $1')} AS looked_for,
                ${counted(' AND i.hits > 0 AND NOT i.common')} AS hits,
                (SELECT max(d.received_at) FROM intel_delivery d WHERE d.source_id = s.id) AS last_delivery_at, ${page.select}
           FROM intel_source s WHERE s.removed_at IS NULL AND ${page.after} ORDER BY ${page.orderBy}`,
      view: (row) => ({
        ...sourceView(row),
        indicators: row.indicators,
        looked_for: row.looked_for,
        hits: row.hits,
        last_delivery_at: row.last_delivery_at?.toISOString() ?? null,
      }),
    }),
});
