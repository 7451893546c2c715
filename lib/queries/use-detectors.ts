'use client';

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DetectorItem, DetectorWhole, SignalUses } from '@/lib/model/detector';
import type { DetectorConfig } from '@/lib/model/judging';
import type { Page } from '@/lib/model/page';
import { getJson, postJson } from './fetch';
import { keys } from './keys';
import { paging } from './pages';

const PATH = '/api/v1/detectors';
const PAGE = 100;
/** A back-test that is under way is looked at more often than a comparison that the next run may bring. */
const BUSY_MS = 1_500;
const CALM_MS = 20_000;

const at = (id: string, act = '') => `${PATH}/${encodeURIComponent(id)}${act && `/${act}`}`;

/** Every version, newest first. */
export function useDetectors() {
  return useInfiniteQuery({
    queryKey: keys.detectors.list(),
    queryFn: ({ pageParam, signal }) =>
      getJson<Page<DetectorItem>>(PATH, { limit: PAGE, cursor: pageParam }, signal),
    ...paging,
  });
}

/** A version with its comparison and its back-test. */
export function useDetector(id: string | null) {
  return useQuery({
    queryKey: keys.detectors.one(id ?? ''),
    queryFn: ({ signal }) => getJson<DetectorWhole>(at(id ?? ''), {}, signal),
    enabled: id !== null,
    refetchInterval: ({ state }) => {
      const { data } = state;
      if (data?.backtest?.status === 'waiting' || data?.backtest?.status === 'running') return BUSY_MS;
      return data?.state === 'shadow' ? CALM_MS : false;
    },
  });
}

/** What each signal does at present. */
export function useSignalUses() {
  return useQuery({
    queryKey: keys.detectors.signals(),
    queryFn: ({ signal }) => getJson<SignalUses>(`${PATH}/signals`, {}, signal),
  });
}

interface Draft {
  /** The draft to change, as it was looked at; a new one without. */
  id?: string;
  version?: number;
  config: DetectorConfig;
  note: string;
}

export function useSaveDraft() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (draft: Draft) => postJson<DetectorItem>(PATH, { ...draft }),
    onSuccess: refresh,
  });
}

/** Makes it the shadow, puts it live, or throws it away; refused when somebody changed it meanwhile. */
export function useDetectorAct(act: 'shadow' | 'live' | 'discard') {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, version, reason }: { id: string; version: number; reason?: string }) =>
      postJson<object>(at(id, act), { version, ...(reason === undefined ? {} : { reason }) }),
    onSettled: refresh,
  });
}

export function useRequestBacktest() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, version, days }: { id: string; version: number; days: readonly number[] }) =>
      postJson<object>(at(id, 'back-tests'), { version, earlier_days: days }),
    onSettled: refresh,
  });
}

export function useCancelBacktest() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => postJson<object>(at(id, 'back-tests/cancel'), {}),
    onSettled: refresh,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.detectors.all() });
}
