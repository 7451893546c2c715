'use client';

import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import type { AlertPage, AlertReview, AlertRow } from '@/lib/model/console/alert';
import { postJson } from './fetch';
import { keys } from './keys';

interface Claim {
  alert: Pick<AlertRow, 'id' | 'version'>;
  /** Who takes it; null gives it back. */
  person: { id: string; name: string } | null;
}

/** Takes an alert for oneself or gives it back; the row changes in place. ProblemError `conflict` when somebody else was first. */
export function useClaim() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ alert, person }: Claim) =>
      postJson<{ id: string; version: number }>(
        `/api/console/alerts/${encodeURIComponent(alert.id)}/${person ? 'claim' : 'release'}`,
        { version: alert.version },
      ),
    onSuccess: ({ id, version }, { person }) => patchAlerts(client, [id], { assignee: person, version }),
    onError: (_, { alert }) => client.invalidateQueries({ queryKey: keys.alerts.review(alert.id) }),
    onSettled: () => {
      client.invalidateQueries({ queryKey: ['alerts', 'counts'] });
      client.invalidateQueries({ queryKey: keys.status() });
    },
  });
}

/** Changes rows of the queue where they stand, in every list and panel that shows them. */
export function patchAlerts(
  client: ReturnType<typeof useQueryClient>,
  ids: readonly string[],
  change: Partial<AlertRow>,
): void {
  client.setQueriesData<InfiniteData<AlertPage, string>>(
    { queryKey: ['alerts', 'list'] },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: page.items.map((row) => (ids.includes(row.id) ? { ...row, ...change } : row)),
        })),
      },
  );
  for (const id of ids) {
    client.setQueryData<AlertReview>(keys.alerts.review(id), (review) => review && { ...review, ...change });
  }
}
