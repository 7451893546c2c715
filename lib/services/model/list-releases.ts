import { readPage } from '@/lib/db/read-page';
import { pageInput } from '@/lib/model/page';
import type { ReleaseItem } from '@/lib/model/release';
import { defineQuery } from '@/lib/services/verb';

interface Row {
  name: string;
  released_at: Date | null;
  first_seen: Date | null;
}

/** Every model by its name, with its release where that is known. */
export const listReleases = defineQuery({
  name: 'model.list_releases',
  right: 'read',
  input: pageInput,
  run: ({ limit, cursor }) =>
    readPage<Row, ReleaseItem>({
      order: [
        { sql: 'name', type: 'text', order: 'asc' },
        { sql: 'key', type: 'int8', order: 'asc' },
      ],
      limit,
      cursor,
      params: [],
      sql: (page) =>
        `SELECT name, released_at, first_seen, ${page.select} FROM model
          WHERE (released_at IS NOT NULL OR first_seen IS NOT NULL) AND ${page.after} ORDER BY ${page.orderBy}`,
      view: ({ name, released_at, first_seen }) => ({
        model: name,
        released_at: released_at?.toISOString() ?? null,
        first_seen: first_seen?.toISOString() ?? null,
      }),
    }),
});
