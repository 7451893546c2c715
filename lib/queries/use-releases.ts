'use client';

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Page } from '@/lib/model/page';
import type { ReleaseItem } from '@/lib/model/release';
import { getJson, sendJson } from './fetch';
import { keys } from './keys';
import { paging } from './pages';

const PATH = '/api/v1/releases';
const PAGE = 100;

/** Every model that is known, with its release. */
export function useReleases() {
  return useInfiniteQuery({
    queryKey: keys.settings.releases(),
    queryFn: ({ pageParam, signal }) =>
      getJson<Page<ReleaseItem>>(PATH, { limit: PAGE, cursor: pageParam }, signal),
    ...paging,
  });
}

/** Says when a model came out, or takes that back (null). */
export function useSetRelease() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ model, released_at }: { model: string; released_at: string | null }) =>
      released_at === null
        ? sendJson<object>('DELETE', PATH, { model })
        : sendJson<object>('PUT', PATH, { model, released_at }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.settings.releases() }),
  });
}
