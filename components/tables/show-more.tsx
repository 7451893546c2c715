'use client';

import { Button } from '@/components/ui/button';

interface Props {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  /** What the button says while nothing is on its way. */
  children: string;
  className?: string;
}

/** Asks by hand for the next page of a keyset list; nothing where there is none. */
export function ShowMore({ list, children, className }: Props) {
  if (!list.hasNextPage) return null;
  return (
    <Button
      look="line"
      className={className}
      disabled={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >
      {list.isFetchingNextPage ? 'Loading…' : children}
    </Button>
  );
}
