'use client';

import { Button } from '@/components/ui/button';

interface Props {
  list: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
  /** What the button says while nothing is on its way. */
  children: string;
  look?: 'line' | 'ghost';
  className?: string;
}

/** Asks by hand for the next page of a keyset list, once more where that failed; nothing where there is none. */
export function ShowMore({ list, children, look = 'line', className }: Props) {
  if (!list.hasNextPage) return null;
  return (
    <Button
      look={look}
      className={className}
      disabled={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >
      {list.isFetchingNextPage ? 'Loading…' : list.isFetchNextPageError ? 'Try again' : children}
    </Button>
  );
}
