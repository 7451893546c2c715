'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { MemberPage } from '@/lib/model/console/campaign';
import { getJson, type Params } from './fetch';
import { keys } from './keys';
import { MEMBERS_A_PAGE, paging } from './pages';

/** The members of a campaign under a filter, page by page. */
export function useMembers(id: string, filter: Params) {
  return useInfiniteQuery({
    queryKey: keys.campaigns.members(id, filter),
    queryFn: ({ pageParam, signal }) =>
      getJson<MemberPage>(
        `/api/console/campaigns/${encodeURIComponent(id)}/members`,
        { ...filter, limit: MEMBERS_A_PAGE, cursor: pageParam },
        signal,
      ),
    ...paging,
    placeholderData: keepPreviousData,
  });
}
