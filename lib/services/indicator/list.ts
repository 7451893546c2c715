import type { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { type IndicatorPage, type IndicatorSort, indicatorFilter } from '@/lib/model/console/indicator';
import {
  cursorBigint,
  cursorNumber,
  cursorTime,
  encodeCursor,
  pageInput,
  readCursor,
} from '@/lib/model/page';
import { literal } from '@/lib/services/account/row';
import { defineQuery } from '@/lib/services/verb';
import { type Drawing, indicatorRows, lastDrawing, SPREAD_COLUMNS, type SpreadRow } from './row';

const TYPES: Record<IndicatorSort, 'int' | 'timestamptz'> = {
  accounts: 'int',
  campaigns: 'int',
  first_seen: 'timestamptz',
  last_seen: 'timestamptz',
};

type Filter = z.output<typeof indicatorFilter>;

/** A keyset page of the values that accounts share, that somebody watches or that others reported. */
export const listIndicators = defineQuery({
  name: 'indicator.list',
  right: 'read',
  input: indicatorFilter.extend(pageInput.shape),
  run: async ({ limit, cursor, sort, order, ...filter }): Promise<IndicatorPage> => {
    const params: unknown[] = [];
    const place = (value: unknown) => `$${params.push(value)}`;
    const where = indicatorConditions(filter, params);
    const [after, key] = readCursor(cursor, [
      TYPES[sort] === 'int' ? cursorNumber : cursorTime,
      cursorBigint,
    ]);
    const than = order === 'asc' ? '>' : '<';
    // A comparison of rows, which the index on both columns answers from where the last page ended.
    if (cursor !== undefined && after !== null && key !== null)
      where.push(
        `(s.${sort}, s.indicator_key) ${than} (${place(after)}::${TYPES[sort]}, ${place(key)}::bigint)`,
      );
    const first = cursor === undefined;
    const [{ rows }, drawing, watched] = await Promise.all([
      getPool().query<SpreadRow>(
        `SELECT ${SPREAD_COLUMNS} FROM indicator_spread s ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
          ORDER BY s.${sort} ${order}, s.indicator_key ${order} LIMIT ${limit + 1}`,
        params,
      ),
      lastDrawing(),
      first ? countWatched() : null,
    ]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await indicatorRows(shown, drawing.accounts),
      next_cursor:
        rows.length > limit && last ? encodeCursor([sortValue(sort, last), String(last.key)]) : null,
      counts: watched && {
        ...watched,
        shared: drawing.tallies.shared ?? 0,
        reported: drawing.tallies.reported ?? 0,
        hubs: drawing.tallies.hubs ?? 0,
      },
      kinds: first ? kindsOf(filter.list, drawing) : null,
      counted_at: drawing.at,
      accounts: drawing.accounts,
    };
  },
});

const WATCHED = 'EXISTS (SELECT 1 FROM watchlist_entry w WHERE w.indicator_key = s.indicator_key)';
const IN_LIST: Record<Filter['list'], string> = {
  shared: 's.accounts > 1',
  watched: WATCHED,
  reported: 's.reported > 0',
};

/** The conditions of a filter on indicator_spread `s`. Pushes their values onto `params`. */
export function indicatorConditions(filter: Omit<Filter, 'sort' | 'order'>, params: unknown[]): string[] {
  const place = (value: unknown) => `$${params.push(value)}`;
  const where = [IN_LIST[filter.list]];
  if (filter.list === 'shared' && !filter.hubs) where.push('NOT s.hub');
  const kinds = [filter.kind ?? []].flat();
  if (kinds.length > 0) where.push(`s.kind = ANY(${place(kinds)}::text[])`);
  if (filter.campaign) where.push(filter.campaign === 'yes' ? 's.campaigns > 0' : 's.campaigns = 0');
  if (filter.q) where.push(`s.search LIKE ${place(`${literal(filter.q.toLowerCase())}%`)}`);
  return where;
}

function sortValue(sort: IndicatorSort, row: SpreadRow): string | number {
  const value = row[sort];
  return value instanceof Date ? value.toISOString() : value;
}

async function countWatched(): Promise<{ watched: number; hits: number }> {
  const { rows } = await getPool().query<{ watched: number; hits: number }>(
    `SELECT (SELECT count(*)::int FROM watchlist_entry) AS watched, (SELECT count(*)::int FROM watchlist_hit) AS hits`,
  );
  return rows[0] ?? { watched: 0, hits: 0 };
}

/** Kinds to choose from: those that occur in the list, for the watch-list all that are shared. */
function kindsOf(list: Filter['list'], { tallies }: Drawing): NonNullable<IndicatorPage['kinds']> {
  const by = list === 'reported' ? 'reported' : 'shared';
  return (tallies.kinds ?? [])
    .map((row) => ({ kind: row.kind, values: row[by] }))
    .filter(({ values }) => values > 0);
}
