import type { Page } from '@/lib/model/page';
import { type Keyset, type KeysetColumn, keyset } from './keyset';
import { getPool } from './pool';

interface PageQuery<Row, Item> {
  /** What the list is sorted by; the last column is unique. */
  order: readonly KeysetColumn[];
  limit: number;
  cursor: string | undefined;
  /** Parameters of the statement; those of the page are put behind them. */
  params: unknown[];
  /** The statement: selects `page.select`, holds `page.after`, ends with `ORDER BY ${page.orderBy}`. */
  sql: (page: Keyset) => string;
  view: (row: Row) => Item;
}

/** Reads one keyset page and says where the next begins. RetortError `invalid` for a cursor of another list. */
export async function readPage<Row extends object, Item>(query: PageQuery<Row, Item>): Promise<Page<Item>> {
  const { limit, params } = query;
  const page = keyset(query.order, query.cursor, params);
  const text = query.sql(page);
  params.push(limit + 1);
  const { rows } = await getPool().query<Row & Record<string, unknown>>(
    `${text} LIMIT $${params.length}`,
    params,
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(query.view),
    next_cursor: rows.length > limit && last ? page.cursorOf(last) : null,
  };
}
