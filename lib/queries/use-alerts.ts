'use client';

import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { AlertCounts, AlertNews, AlertPage, AlertReview } from '@/lib/model/console/alert';
import { getJson, type Params } from './fetch';
import { keys } from './keys';
import { paging } from './pages';
import { patchAlerts } from './patch-alerts';

const NEWS_POLL_MS = 3_000;

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

const countsQuery = (filter: Params) => ({
  queryKey: keys.alerts.counts(filter),
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    getJson<AlertCounts>('/api/console/alerts/counts', filter, signal),
});

/** The numbers as they are at this moment, from the server. */
export function askedCounts(client: QueryClient, filter: Params): Promise<AlertCounts> {
  return client.fetchQuery({ ...countsQuery(filter), staleTime: 0 });
}

/** How many there are; asked anew only while nothing rests on the numbers (`paused`). */
export function useAlertCounts(filter: Params, paused: boolean) {
  return useQuery({
    ...countsQuery(filter),
    placeholderData: keepPreviousData,
    enabled: !paused,
  });
}

/** The moment at which the rows were read: the server's clock and the newest alert there was. */
export interface Cutoff {
  at: string;
  newest: string;
}

/**
 * How many alerts came in under the filter since the rows were read. Rows that somebody changed since are changed where
 * they stand, but none comes, goes or moves; while `paused` nothing is asked.
 */
export function useAlertNews(filter: Params, cutoff: Cutoff | null, paused: boolean) {
  const client = useQueryClient();
  return useQuery({
    queryKey: keys.alerts.news(filter, cutoff ?? {}),
    queryFn: async ({ signal }) => {
      const news = await getJson<AlertNews>('/api/console/alerts/news', { ...filter, ...cutoff }, signal);
      for (const row of news.changed) patchAlerts(client, [row.id], row);
      return news;
    },
    enabled: cutoff !== null && !paused,
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
