import { type KeysetColumn, keyset } from '@/lib/db/keyset';
import { getPool } from '@/lib/db/pool';
import { type AlertPage, type AlertSort, alertFilter } from '@/lib/model/console/alert';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { ALERT_COLUMNS, ALERT_TABLES, type AlertSqlRow, alertRowOf } from './row';
import { filterConditions, parameters, SEVERITY_RANK, selfId } from './where';

const ID: KeysetColumn = { sql: 'a.id', type: 'text', order: 'asc' };

export const ALERT_ORDERS: Record<AlertSort, KeysetColumn[]> = {
  severity: [
    { sql: SEVERITY_RANK, type: 'int4', order: 'asc' },
    { sql: 'a.score', type: 'float8', order: 'desc' },
    ID,
  ],
  newest: [{ sql: 'a.created_at', type: 'timestamptz', order: 'desc' }, ID],
  due: [{ sql: "coalesce(a.due_at, 'infinity')", type: 'timestamptz', order: 'asc' }, ID],
};

/** One page of a tab of the queue, filtered and in the order asked for. */
export const listAlerts = defineQuery({
  name: 'alert.list',
  right: 'read',
  input: alertFilter.extend(pageInput.shape),
  run: async ({ limit, cursor, ...filter }, actor, now): Promise<AlertPage> => {
    const { params, place } = parameters();
    const conditions = filterConditions(filter, { self: selfId(actor), now, place });
    const page = keyset(ALERT_ORDERS[filter.sort], cursor, params);
    params.push(limit + 1);
    // Asked for before the rows, so that what comes in between is announced once too often rather than never.
    const cutoff = cursor === undefined ? await cutoffAt(now) : null;
    const { rows } = await getPool().query<AlertSqlRow>(
      `SELECT ${ALERT_COLUMNS}, ${page.select} FROM ${ALERT_TABLES}
       WHERE ${conditions} AND ${page.after}
       ORDER BY ${page.orderBy} LIMIT $${params.length}`,
      params,
    );
    const last = rows[limit - 1];
    return {
      items: rows.slice(0, limit).map((row) => alertRowOf(row, now)),
      next_cursor: rows.length > limit && last ? page.cursorOf(last) : null,
      cutoff,
    };
  },
});

async function cutoffAt(now: Date): Promise<AlertPage['cutoff']> {
  const { rows } = await getPool().query<{ newest: Date | null }>(
    'SELECT max(created_at) AS newest FROM alert',
  );
  return { at: now.toISOString(), newest: (rows[0]?.newest ?? new Date(0)).toISOString() };
}
