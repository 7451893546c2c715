'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CampaignCounts, CampaignRows } from '@/lib/model/console/campaign';
import type { CampaignStatus } from '@/lib/model/verdict';
import { getJson, type Params } from './fetch';
import { keys } from './keys';
import { boardFilter, paging } from './pages';

/** The list of campaigns under a filter, page by page; the rows of the last filter stay until the new ones are there. */
export function useCampaigns(filter: Params, enabled = true) {
  return useInfiniteQuery({
    queryKey: keys.campaigns.list(filter),
    queryFn: ({ pageParam, signal }) =>
      getJson<CampaignRows>('/api/console/campaigns', { ...filter, limit: 100, cursor: pageParam }, signal),
    ...paging,
    enabled,
    placeholderData: keepPreviousData,
  });
}

/** One column of the board. */
export function useBoardColumn(filter: Params, status: CampaignStatus) {
  const asked = boardFilter(filter, status);
  return useInfiniteQuery({
    queryKey: keys.campaigns.list(asked),
    queryFn: ({ pageParam, signal }) =>
      getJson<CampaignRows>('/api/console/campaigns', { ...asked, cursor: pageParam }, signal),
    ...paging,
    placeholderData: keepPreviousData,
  });
}

/** How many campaigns there are by status. */
export function useCampaignCounts() {
  return useQuery({
    queryKey: keys.campaigns.counts(),
    queryFn: ({ signal }) => getJson<CampaignCounts>('/api/console/campaigns/counts', {}, signal),
  });
}
