'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SavedViewPage } from '@/lib/model/console/view';
import type { ViewPage } from '@/lib/model/queue';
import { getJson, postJson } from './fetch';
import { keys } from './keys';

const SHOWN = 100;
const COUNTS_POLL_MS = 60_000;

/** One's own and the shared views with their counts, by name. */
export function useViews() {
  return useQuery({
    queryKey: keys.views(),
    queryFn: ({ signal }) => getJson<SavedViewPage>('/api/console/views', { limit: SHOWN }, signal),
    refetchInterval: COUNTS_POLL_MS,
  });
}

export type ViewChange =
  | { verb: 'save'; id?: string; version?: number; name: string; page: ViewPage; query: string }
  | { verb: 'share'; id: string; version: number; shared: boolean }
  | { verb: 'delete'; id: string; version: number };

/** Saves, shares or deletes a view. ProblemError `conflict` when another window changed it since. */
export function useChangeView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ verb, ...body }: ViewChange) =>
      verb === 'save'
        ? postJson<{ id: string; version: number }>('/api/console/views', body)
        : postJson<{ id: string; version: number }>(
            `/api/console/views/${encodeURIComponent(body.id ?? '')}/${verb}`,
            body,
          ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.views() }),
  });
}
