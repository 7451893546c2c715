'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AlertPage, AlertRow, Person } from '@/lib/model/console/alert';
import { getJson, ProblemError, postJson } from './fetch';
import { patchAlerts } from './use-claim';

const CANDIDATES = 5;

/**
 * Claims the most urgent alert that nobody has and gives it back; null when there is none. When somebody else is
 * faster, the next one is tried.
 */
export function useReviewNext(person: Person) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (): Promise<AlertRow | null> => {
      const { items } = await getJson<AlertPage>('/api/console/alerts', {
        view: 'unclaimed',
        limit: CANDIDATES,
      });
      for (const alert of items) {
        try {
          const { version } = await postJson<{ version: number }>(
            `/api/console/alerts/${encodeURIComponent(alert.id)}/claim`,
            { version: alert.version },
          );
          return { ...alert, assignee: person, version };
        } catch (error) {
          if (!(error instanceof ProblemError && error.code === 'conflict')) throw error;
        }
      }
      return null;
    },
    onSuccess: (alert) => {
      if (alert) patchAlerts(client, [alert.id], { assignee: alert.assignee, version: alert.version });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['alerts', 'counts'] }),
  });
}
