'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CampaignLinks, LinkedAccounts } from '@/lib/model/console/links';
import { getJson } from './fetch';
import { keys } from './keys';
import { LINKED_A_PAGE, type LinkedFilter } from './links';
import { paging } from './pages';

const pathOf = (id: string, part = '') => `/api/console/campaigns/${encodeURIComponent(id)}/links${part}`;
const WAITING_MS = 3_000;

/** What the members of a campaign share; asked again every few seconds while the worker draws it. */
export function useLinks(id: string) {
  return useQuery({
    queryKey: keys.campaigns.links(id, 'picture'),
    queryFn: ({ signal }) => getJson<CampaignLinks>(pathOf(id), {}, signal),
    refetchInterval: ({ state }) => (state.data?.picture === null ? WAITING_MS : false),
  });
}

/** Members that show all of some values, and which of some others each shows. */
export function useLinkedAccounts(id: string, filter: LinkedFilter) {
  return useInfiniteQuery({
    queryKey: keys.campaigns.links(id, 'accounts', { ...filter }),
    queryFn: ({ pageParam, signal }) =>
      getJson<LinkedAccounts>(
        pathOf(id, '/accounts'),
        { ...filter, limit: LINKED_A_PAGE, cursor: pageParam },
        signal,
      ),
    ...paging,
    placeholderData: keepPreviousData,
  });
}
