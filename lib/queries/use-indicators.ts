'use client';

import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type {
  IndicatorAccountPage,
  IndicatorHead,
  IndicatorPage,
  WatchedNames,
  WatchHitPage,
} from '@/lib/model/console/indicator';
import { getJson, type Params, postJson } from './fetch';
import { keys } from './keys';
import { paging } from './pages';

const PLACE = '/api/console/indicators';
const pathOf = (name: string, part = '') => `${PLACE}/${encodeURIComponent(name)}${part}`;

/** The list of values under a filter, page by page; the rows of the last filter stay until the new ones are there. */
export function useIndicators(filter: Params, enabled = true) {
  return useInfiniteQuery({
    queryKey: keys.indicators.list(filter),
    queryFn: ({ pageParam, signal }) =>
      getJson<IndicatorPage>(PLACE, { ...filter, limit: 100, cursor: pageParam }, signal),
    ...paging,
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** Watched values that accounts showed for the first time, latest first. */
export function useHits(enabled: boolean) {
  return useInfiniteQuery({
    queryKey: keys.indicators.hits(),
    queryFn: ({ pageParam, signal }) =>
      getJson<WatchHitPage>(`${PLACE}/hits`, { limit: 100, cursor: pageParam }, signal),
    ...paging,
    enabled,
  });
}

export function useIndicator(name: string) {
  return useQuery({
    queryKey: keys.indicators.part(name, 'head'),
    queryFn: ({ signal }) => getJson<IndicatorHead>(pathOf(name), {}, signal),
  });
}

export function useIndicatorAccounts(name: string) {
  return useInfiniteQuery({
    queryKey: keys.indicators.part(name, 'accounts'),
    queryFn: ({ pageParam, signal }) =>
      getJson<IndicatorAccountPage>(pathOf(name, '/accounts'), { limit: 100, cursor: pageParam }, signal),
    ...paging,
  });
}

/** The notes of all watched values by their names, for marking them wherever they stand. */
export function useWatched(): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: keys.indicators.watched(),
    queryFn: ({ signal }) => getJson<WatchedNames>(`${PLACE}/watched`, {}, signal),
    staleTime: 60_000,
    select: byName,
  });
  return data ?? NONE;
}

const NONE: ReadonlyMap<string, string> = new Map();

function byName({ items }: WatchedNames): ReadonlyMap<string, string> {
  return new Map(items.map(({ name, note }) => [name, note]));
}

/** Watches a value, or with `version` changes the watch. ProblemError `conflict` when somebody else did since. */
export function useWatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (watch: { name: string; note: string; expires_at: string | null; version?: number }) =>
      postJson<{ name: string; version: number }>(`${PLACE}/watch`, watch),
    onSettled: () => client.invalidateQueries({ queryKey: keys.indicators.all() }),
  });
}

/** Takes a value off the watch-list. ProblemError `conflict` when somebody changed the watch since. */
export function useUnwatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (watch: { name: string; version: number }) =>
      postJson<{ name: string }>(`${PLACE}/unwatch`, watch),
    onSettled: () => client.invalidateQueries({ queryKey: keys.indicators.all() }),
  });
}
