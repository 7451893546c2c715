'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AccountComparison } from '@/lib/model/console/compare';
import { getJson, type Params } from './fetch';
import { keys } from './keys';

/** Accounts side by side; the last comparison stays until the next is there. */
export function useCompare(filter: Params) {
  return useQuery({
    queryKey: keys.accounts.compare(filter),
    queryFn: ({ signal }) => getJson<AccountComparison>('/api/console/accounts/compare', filter, signal),
    placeholderData: keepPreviousData,
  });
}
