'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DemoOut } from '@/lib/model/demo';
import { getJson, postJson } from './fetch';
import { keys } from './keys';

const BUSY_MS = 1_500;

/** How much of the demonstration world is there; looked at often while it is worked on. */
export function useDemo() {
  return useQuery({
    queryKey: keys.settings.demo(),
    queryFn: ({ signal }) => getJson<DemoOut>('/api/v1/demo', {}, signal),
    refetchInterval: ({ state }) =>
      state.data?.task?.status === 'waiting' || state.data?.task?.status === 'running' ? BUSY_MS : false,
  });
}

export function useRemoveDemo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: { word: string; reason: string }) => postJson<object>('/api/v1/demo/removal', asked),
    onSettled: () => client.invalidateQueries({ queryKey: keys.settings.demo() }),
  });
}

export function useLoadDemo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => postJson<object>('/api/v1/demo/load', {}),
    onSettled: () => client.invalidateQueries({ queryKey: keys.settings.demo() }),
  });
}
