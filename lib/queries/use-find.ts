'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FindResult } from '@/lib/model/console/status';
import { postJson } from './fetch';
import { keys } from './keys';

/** Where a pasted text leads; asks nothing while it is empty. */
export function useFind(q: string) {
  return useQuery({
    queryKey: keys.find(q),
    queryFn: ({ signal }) => postJson<FindResult>('/api/console/find', { q }, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
}
