'use client';

import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ActivityScope } from '@/lib/model/activity';
import type { ActivityPage } from '@/lib/model/console/activity';
import { getJson, postJson } from './fetch';
import { keys } from './keys';
import { paging } from './pages';

const pathOf = (id: string, part: string) => `/api/console/campaigns/${encodeURIComponent(id)}/${part}`;

/** What happened to a campaign, newest first, page by page. */
export function useActivity(id: string, scope: ActivityScope) {
  return useInfiniteQuery({
    queryKey: keys.campaigns.activity(id, scope),
    queryFn: ({ pageParam, signal }) =>
      getJson<ActivityPage>(pathOf(id, 'activity'), { scope, cursor: pageParam }, signal),
    ...paging,
    placeholderData: keepPreviousData,
  });
}

/** Adds a note to a campaign; what calls whom is decided by the server. */
export function useNote(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => postJson<{ id: string; mentions: string[] }>(pathOf(id, 'notes'), { text }),
    onSettled: () => client.invalidateQueries({ queryKey: ['campaigns', 'one', id, 'activity'] }),
  });
}
