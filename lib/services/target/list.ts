import { readPage } from '@/lib/db/read-page';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { MOST_COUNTED, type TargetItem, type TargetRow, targetView } from './row';

interface Row extends TargetRow {
  waiting: number;
  waiting_since: Date | null;
  dead: number;
}

const counted = (status: string) =>
  `(SELECT count(*)::int FROM (SELECT 1 FROM order_delivery d WHERE d.target_id = target.id AND d.status = '${status}' LIMIT ${MOST_COUNTED}) n)`;

/** Where orders go, oldest first, with what waits for each. Those that were taken away are not among them. */
export const listTargets = defineQuery({
  name: 'target.list',
  right: 'target.manage',
  input: pageInput,
  run: ({ limit, cursor }) =>
    readPage<Row, TargetItem>({
      order: [
        { sql: 'created_at', type: 'timestamptz', order: 'asc' },
        { sql: 'id', type: 'text', order: 'asc' },
      ],
      limit,
      cursor,
      params: [],
      sql: (page) =>
        `SELECT target.*, ${counted('pending')} AS waiting, ${counted('dead')} AS dead,
                (SELECT o.created_at FROM order_delivery d JOIN enforcement_order o ON o.id = d.order_id
                  WHERE d.target_id = target.id AND d.status = 'pending' ORDER BY d.due_at, d.seq LIMIT 1) AS waiting_since,
                ${page.select}
           FROM target WHERE removed_at IS NULL AND ${page.after} ORDER BY ${page.orderBy}`,
      view: (row) => ({
        ...targetView(row),
        waiting: row.waiting,
        waiting_since: row.waiting_since?.toISOString() ?? null,
        dead: row.dead,
        replaying: row.replay_before !== null,
      }),
    }),
});
