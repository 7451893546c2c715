import type { InfiniteData } from '@tanstack/react-query';
import type { Params } from './fetch';

interface KeysetPage {
  next_cursor: string | null;
}

/** How every list goes from page to page: the empty cursor first, then what the last page said. */
export const paging = {
  initialPageParam: '',
  getNextPageParam: (last: KeysetPage) => last.next_cursor ?? undefined,
};

/** Members of a campaign asked for at once. */
export const MEMBERS_A_PAGE = 200;

/** Cards of a column of the board asked for at once. */
const CARDS_A_PAGE = 20;

/** What one column of the board asks for. */
export function boardFilter(filter: Params, status: string): Params {
  return { ...filter, status: [status], limit: CARDS_A_PAGE };
}

const rowsRead = new WeakMap<object, unknown[]>();
const NO_ROWS: never[] = [];

/** All rows read so far, in order: the same array for the same answer, so that what is made of it need not be made anew. */
export function rowsOf<T>(data: InfiniteData<{ items: T[] }, unknown> | undefined): T[] {
  if (!data) return NO_ROWS;
  const known = rowsRead.get(data) as T[] | undefined;
  const rows = known ?? data.pages.flatMap((page) => page.items);
  if (!known) rowsRead.set(data, rows);
  return rows;
}
