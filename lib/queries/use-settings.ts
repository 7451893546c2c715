'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { KeyScope } from '@/lib/model/access';
import type { ApiKeyRow, NewApiKey, PersonRow, RuleRow, SettingsList } from '@/lib/model/console/settings';
import { getJson, postJson, sendJson } from './fetch';
import { keys } from './keys';

const MOST = 500;

export function useApiKeys() {
  return useQuery({
    queryKey: keys.settings.keys(),
    queryFn: ({ signal }) => getJson<SettingsList<ApiKeyRow>>('/api/v1/keys', { limit: MOST }, signal),
  });
}

export function useAddKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: {
      name: string;
      scopes: KeyScope[];
      expires_at: string | null;
      source: string | null;
    }) => postJson<NewApiKey>('/api/v1/keys', key),
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

export function usePeople() {
  return useQuery({
    queryKey: keys.settings.people(),
    queryFn: ({ signal }) => getJson<SettingsList<PersonRow>>('/api/console/people', { limit: MOST }, signal),
  });
}

/** What holds for everybody here. */
export function useRules() {
  return useQuery({
    queryKey: keys.settings.rules(),
    queryFn: ({ signal }) => getJson<{ items: RuleRow[] }>('/api/console/settings', {}, signal),
  });
}

export function useChangeRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...change }: { key: string; value: number | boolean; version: number }) =>
      sendJson<{ key: string }>('PUT', `/api/console/settings/${encodeURIComponent(key)}`, change),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.settings.rules() }),
        client.invalidateQueries({ queryKey: keys.me() }),
      ]),
  });
}
