'use client';

import { type ReactNode, useCallback } from 'react';
import { Failure } from '@/components/ui/failure';

/** What of a keyset list says how it goes on. */
interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: Error | null;
  fetchNextPage: () => Promise<unknown>;
}

interface More {
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
  footer: ReactNode;
}

/** The further pages of a list for a DataTable: asked for as the end comes near, and by hand once asking has failed. */
export function useMore(list: Paged, what: string): More {
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError, error } = list;
  const onMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return {
    hasMore: hasNextPage && !isFetchNextPageError,
    loadingMore: isFetchingNextPage,
    onMore,
    footer:
      isFetchNextPageError && error ? (
        <Failure
          what={`The next ${what} could not be loaded`}
          error={error}
          kept="Those above are complete."
          onRetry={onMore}
        />
      ) : null,
  };
}
