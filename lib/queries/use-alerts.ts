'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { AlertCounts, AlertPage, AlertReview } from '@/lib/model/console/alert';
import { getJson, type Params } from './fetch';
import { keys } from './keys';
import { paging } from './pages';

const NEWS_POLL_MS = 15_000;

/** Rows of the queue under a filter. They stay as they are until a person asks for the new ones. */
export function useAlerts(filter: Params) {
  return useInfiniteQuery({
    queryKey: keys.alerts.list(filter),
    queryFn: ({ pageParam, signal }) =>
      getJson<AlertPage>('/api/console/alerts', { ...filter, limit: 100, cursor: pageParam }, signal),
    ...paging,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
    meta: { steady: true },
  });
}

export function useAlertCounts(filter: Params) {
  return useQuery({
    queryKey: keys.alerts.counts(filter),
    queryFn: ({ signal }) => getJson<AlertCounts>('/api/console/alerts/counts', filter, signal),
    placeholderData: keepPreviousData,
  });
}

/** How many alerts came in under the filter since `since`; asks nothing while that is not known. */
export function useAlertNews(filter: Params, since: string | null) {
  return useQuery({
    queryKey: keys.alerts.news(filter, since ?? ''),
    queryFn: ({ signal }) =>
      getJson<{ count: number }>('/api/console/alerts/news', { ...filter, since }, signal),
    enabled: since !== null,
    refetchInterval: NEWS_POLL_MS,
  });
}

/** The question for one alert, for the panel and for fetching the next one ahead. */
export function reviewQuery(id: string) {
  return {
    queryKey: keys.alerts.review(id),
    queryFn: ({ signal }: { signal?: AbortSignal }) =>
      getJson<AlertReview>(`/api/console/alerts/${encodeURIComponent(id)}`, {}, signal),
  };
}

export function useAlertReview(id: string | null) {
  return useQuery({ ...reviewQuery(id ?? ''), enabled: id !== null });
}
