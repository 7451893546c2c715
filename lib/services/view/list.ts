import { readPage } from '@/lib/db/read-page';
import type { SavedView, SavedViewPage } from '@/lib/model/console/view';
import { pageInput } from '@/lib/model/page';
import type { ViewPage } from '@/lib/model/queue';
import { countMatching } from '@/lib/services/alert/count-matching';
import { selfId } from '@/lib/services/alert/where';
import { defineQuery } from '@/lib/services/verb';
import { filterOfQuery } from './filter';

const COUNTED = 12;

interface Row {
  id: string;
  name: string;
  page: ViewPage;
  query: string;
  shared: boolean;
  owner_id: string;
  owner_name: string | null;
  version: number;
}

/**
 * One's own views and those that others share, by name. The first twelve of the queue on a page come with how many alerts
 * they show now: that table is small.
 */
export const listViews = defineQuery({
  name: 'view.list',
  right: 'read',
  input: pageInput,
  run: async ({ limit, cursor }, actor, now): Promise<SavedViewPage> => {
    const self = selfId(actor);
    const page = await readPage({
      order: [
        { sql: 'v.name', type: 'text', order: 'asc' },
        { sql: 'v.id', type: 'text', order: 'asc' },
      ],
      limit,
      cursor,
      params: [self],
      sql: (keyset) =>
        `SELECT v.id, v.name, v.page, v.query, v.shared, v.owner_id, u.name AS owner_name, v.version, ${keyset.select}
           FROM saved_view v LEFT JOIN auth_user u ON u.id = v.owner_id
          WHERE (v.owner_id = $1 OR v.shared) AND ${keyset.after} ORDER BY ${keyset.orderBy}`,
      view: (row: Row): SavedView => ({
        id: row.id,
        name: row.name,
        page: row.page,
        query: row.query,
        shared: row.shared,
        owner: {
          id: row.owner_id,
          name: row.owner_id === 'system' ? 'Retort' : (row.owner_name ?? 'Former colleague'),
        },
        mine: row.owner_id === self,
        count: null,
        version: row.version,
      }),
    });
    const counted = page.items.filter((view) => view.page === 'queue').slice(0, COUNTED);
    await Promise.all(
      counted.map(async (view) => {
        const filter = filterOfQuery(view.query);
        if (filter) view.count = await countMatching(filter, actor, now);
      }),
    );
    return page;
  },
});
