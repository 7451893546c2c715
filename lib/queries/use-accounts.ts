'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { AccountFacets, AccountPage } from '@/lib/model/console/account';
import { getJson, type Params } from './fetch';
import { keys } from './keys';
import { paging } from './pages';

/** The list of accounts under a filter, page by page; the rows of the last filter stay until the new ones are there. */
export function useAccounts(filter: Params) {
  return useInfiniteQuery({
    queryKey: keys.accounts.list(filter),
    queryFn: ({ pageParam, signal }) =>
      getJson<AccountPage>('/api/console/accounts', { ...filter, limit: 100, cursor: pageParam }, signal),
    ...paging,
    placeholderData: keepPreviousData,
  });
}

/** The plans and pathways that occur, with their numbers of accounts. */
export function useAccountFacets() {
  return useQuery({
    queryKey: keys.accounts.facets(),
    queryFn: ({ signal }) => getJson<AccountFacets>('/api/console/accounts/facets', {}, signal),
    staleTime: 300_000,
  });
}
