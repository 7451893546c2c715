'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CampaignCounts, CampaignRows } from '@/lib/model/console/campaign';
import { getJson, type Params } from './fetch';
import { keys } from './keys';
import { paging } from './pages';

/** The list of campaigns under a filter, page by page; the rows of the last filter stay until the new ones are there. */
export function useCampaigns(filter: Params) {
  return useInfiniteQuery({
    queryKey: keys.campaigns.list(filter),
    queryFn: ({ pageParam, signal }) =>
      getJson<CampaignRows>('/api/console/campaigns', { ...filter, limit: 100, cursor: pageParam }, signal),
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
