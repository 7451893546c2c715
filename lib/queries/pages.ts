import type { InfiniteData } from '@tanstack/react-query';

interface KeysetPage {
  next_cursor: string | null;
}

/** How every list goes from page to page: the empty cursor first, then what the last page said. */
export const paging = {
  initialPageParam: '',
  getNextPageParam: (last: KeysetPage) => last.next_cursor ?? undefined,
};

/** All rows read so far, in order. */
export function rowsOf<T>(data: InfiniteData<{ items: T[] }, string> | undefined): T[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}
