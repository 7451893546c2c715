'use client';

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SettingsList } from '@/lib/model/console/settings';
import type { DeliveryRow, TargetDraft, TargetRow } from '@/lib/model/console/target';
import type { DeliveryStatus } from '@/lib/model/target';
import { getJson, postJson, sendJson } from './fetch';
import { keys } from './keys';

const MOST = 100;
const PAGE = 50;
/** Deliveries go on by themselves; what a test or a replay comes to is asked for more often. */
const POLL_MS = 10_000;
const TEST_POLL_MS = 1_500;

const at = (id: string, act = '') => `/api/v1/targets/${encodeURIComponent(id)}${act && `/${act}`}`;

/** Where orders go, with what waits. `testing`: the ids of targets whose test is out. */
export function useTargets(testing: readonly string[] = []) {
  return useQuery({
    queryKey: keys.settings.targets(),
    queryFn: ({ signal }) => getJson<SettingsList<TargetRow>>('/api/v1/targets', { limit: MOST }, signal),
    refetchInterval: ({ state }) =>
      state.data?.items.some((row) => row.replaying || (testing.includes(row.id) && row.tested_at === null))
        ? TEST_POLL_MS
        : POLL_MS,
  });
}

/** Adds a target, or changes the one that is given. A secret that was made for it comes with the answer, once. */
export function useSaveTarget(target: TargetRow | null) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ kind, ...draft }: TargetDraft) =>
      target
        ? sendJson<{ name: string; secret?: string }>('PUT', at(target.id), {
            ...draft,
            version: target.version,
          })
        : postJson<{ name: string; secret?: string }>('/api/v1/targets', { kind, ...draft }),
    onSettled: refresh,
  });
}

/** Pauses, resumes, or takes away; refused when somebody changed it meanwhile. */
export function useTargetAct(act: 'pause' | 'resume' | 'remove') {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, version }: TargetRow) =>
      act === 'remove'
        ? sendJson<object>('DELETE', at(id), { version })
        : postJson<object>(at(id, act), { version }),
    onSettled: refresh,
  });
}

export function useTestTarget() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id }: TargetRow) => postJson<object>(at(id, 'test'), {}),
    onSettled: refresh,
  });
}

/** Has every dead letter of a target sent again. */
export function useReplayTarget() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id }: TargetRow) => postJson<object>(at(id, 'replay'), {}),
    onSettled: refresh,
  });
}

/** Has one order sent again to every target that gave it up. */
export function useRetryOrder() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (order: string) => postJson<object>(`/api/v1/orders/${encodeURIComponent(order)}/retry`, {}),
    onSettled: refresh,
  });
}

/** What became of each order at a target, newest first. */
export function useDeliveries(id: string, status: DeliveryStatus | null) {
  return useInfiniteQuery({
    queryKey: keys.settings.deliveries(id, status),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      getJson<SettingsList<DeliveryRow>>(
        at(id, 'deliveries'),
        { limit: PAGE, status, cursor: pageParam },
        signal,
      ),
    getNextPageParam: (page) => page.next_cursor,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.settings.targets() });
}
