'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Scope } from '@/lib/model/access';
import type {
  ApiKeyRow,
  NewApiKey,
  PersonRow,
  SettingsList,
  WebhookState,
} from '@/lib/model/console/settings';
import { getJson, ProblemError, postJson, sendJson } from './fetch';
import { keys } from './keys';

const MOST = 500;
/** While a test of the webhook is out, its outcome is asked for this often. */
const TEST_POLL_MS = 1_500;

export function useApiKeys() {
  return useQuery({
    queryKey: keys.settings.keys(),
    queryFn: ({ signal }) => getJson<SettingsList<ApiKeyRow>>('/api/v1/keys', { limit: MOST }, signal),
  });
}

export function useAddKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: { name: string; scopes: Scope[] }) => postJson<NewApiKey>('/api/v1/keys', key),
    onSettled: () => client.invalidateQueries({ queryKey: keys.settings.keys() }),
  });
}

export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      sendJson<{ name: string }>('DELETE', `/api/v1/keys/${encodeURIComponent(id)}`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: keys.settings.keys() }),
  });
}

/** Where orders go; null while nobody has said. With `testing`, asked again until the outcome is there. */
export function useWebhook(testing: boolean) {
  return useQuery({
    queryKey: keys.settings.webhook(),
    queryFn: ({ signal }): Promise<WebhookState | null> =>
      getJson<WebhookState>('/api/v1/webhook', {}, signal).catch((error: unknown) => {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }),
    refetchInterval: ({ state }) => (testing && state.data?.tested_at === null ? TEST_POLL_MS : false),
  });
}

export function useSetWebhook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (webhook: { url: string; enabled: boolean; version?: number; secret?: string }) =>
      sendJson<WebhookState & { secret?: string }>('PUT', '/api/v1/webhook', webhook),
    onSettled: () => client.invalidateQueries({ queryKey: keys.settings.webhook() }),
  });
}

export function useTestWebhook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => postJson<{ url: string }>('/api/v1/webhook/test', {}),
    onSettled: () => client.invalidateQueries({ queryKey: keys.settings.webhook() }),
  });
}

export function usePeople() {
  return useQuery({
    queryKey: keys.settings.people(),
    queryFn: ({ signal }) => getJson<SettingsList<PersonRow>>('/api/console/people', { limit: MOST }, signal),
  });
}
