'use client';

import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { AlertRow } from '@/lib/model/console/alert';
import { type Params, ProblemError, postJson } from './fetch';
import { keys } from './keys';
import { patchAlerts } from './patch-alerts';

/** What can be done with one alert, as its route is named and asked. */
export type TriageAct =
  | { verb: 'claim'; take_over?: boolean }
  | { verb: 'renew' | 'release' | 'wake' }
  | { verb: 'assign'; assignee_id: string | null }
  | { verb: 'snooze'; until: string };

interface Triage {
  alert: Pick<AlertRow, 'id' | 'version'>;
  act: TriageAct;
}

/** Claims, renews, releases, assigns, snoozes or wakes one alert; its row changes where it stands. ProblemError `conflict` when somebody else was first. */
export function useTriage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ alert, act: { verb, ...body } }: Triage) =>
      postJson<Partial<AlertRow> & { id: string }>(
        `/api/console/alerts/${encodeURIComponent(alert.id)}/${verb}`,
        { version: alert.version, ...body },
      ),
    onSuccess: (change) => patchAlerts(client, [change.id], change),
    onError: (_, { alert }) => client.invalidateQueries({ queryKey: keys.alerts.review(alert.id) }),
    onSettled: (_, __, { act }) => (act.verb === 'renew' ? undefined : askCounts(client)),
  });
}

/** Claims the most urgent alert under a filter that nobody has and gives it back; null when there is none. */
export function useReviewNext() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ view: _view, sort: _sort, ...filter }: Params): Promise<AlertRow | null> => {
      try {
        return await postJson<AlertRow>('/api/console/alerts/next', filter);
      } catch (error) {
        if (error instanceof ProblemError && error.code === 'precondition') return null;
        throw error;
      }
    },
    onSuccess: (alert) => alert && patchAlerts(client, [alert.id], alert),
    onSettled: () => askCounts(client),
  });
}

/** Has the numbers of the queue asked anew. */
export function askCounts(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['alerts', 'counts'] });
  void client.invalidateQueries({ queryKey: keys.status() });
  void client.invalidateQueries({ queryKey: keys.views() });
}
