'use client';

import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { ScaffoldExamples, ScaffoldPage } from '@/lib/model/console/scaffold';
import { getJson, postJson } from './fetch';
import { keys } from './keys';
import { paging } from './pages';

const pathOf = (id: string) => `/api/console/campaigns/${encodeURIComponent(id)}/scaffolds`;

/** The scaffold families of a campaign, page by page. */
export function useScaffolds(id: string) {
  return useInfiniteQuery({
    queryKey: keys.campaigns.scaffolds(id),
    queryFn: ({ pageParam, signal }) =>
      getJson<ScaffoldPage>(pathOf(id), { limit: 100, cursor: pageParam }, signal),
    ...paging,
  });
}

/** Reveals masked examples; each time is a deed in the audit log, so nothing asks by itself. */
export function useReveal(id: string) {
  return useMutation({
    mutationFn: (scaffoldId: string) =>
      postJson<ScaffoldExamples>(`${pathOf(id)}/${encodeURIComponent(scaffoldId)}/reveal`, {}),
  });
}
