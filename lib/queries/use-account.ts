'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type {
  AccountBreakdown,
  AccountHead,
  AccountHistory,
  AccountIndicators,
  AccountTimeline,
  ExchangePage,
  SessionPage,
} from '@/lib/model/console/account';
import { getJson, type Params } from './fetch';
import { keys } from './keys';
import { paging } from './pages';

function pathOf(id: string, part = ''): string {
  return `/api/console/accounts/${encodeURIComponent(id)}${part}`;
}

/** What stands at the head of an account; asked again every minute, since others may decide. */
export function useAccountHead(id: string) {
  return useQuery({
    queryKey: keys.accounts.part(id, 'head'),
    queryFn: ({ signal }) => getJson<AccountHead>(pathOf(id), {}, signal),
    refetchInterval: 60_000,
  });
}

/** The lanes over a range of time; the last range stays drawn until the next is there. */
export function useAccountTimeline(id: string, range: Params) {
  return useQuery({
    queryKey: keys.accounts.part(id, 'timeline', range),
    queryFn: ({ signal }) => getJson<AccountTimeline>(pathOf(id, '/timeline'), range, signal),
    placeholderData: keepPreviousData,
  });
}

/** Exchanges in a range of time, newest first, page by page; asks nothing while `enabled` is false. */
export function useAccountExchanges(id: string, filter: Params, limit: number, enabled = true) {
  return useInfiniteQuery({
    queryKey: keys.accounts.part(id, 'exchanges', { ...filter, limit }),
    queryFn: ({ pageParam, signal }) =>
      getJson<ExchangePage>(pathOf(id, '/exchanges'), { ...filter, limit, cursor: pageParam }, signal),
    ...paging,
    enabled,
    placeholderData: keepPreviousData,
  });
}

export function useAccountSessions(id: string, limit: number) {
  return useInfiniteQuery({
    queryKey: keys.accounts.part(id, 'sessions', { limit }),
    queryFn: ({ pageParam, signal }) =>
      getJson<SessionPage>(pathOf(id, '/sessions'), { limit, cursor: pageParam }, signal),
    ...paging,
  });
}

export function useAccountBreakdown(id: string) {
  return useQuery({
    queryKey: keys.accounts.part(id, 'breakdown'),
    queryFn: ({ signal }) => getJson<AccountBreakdown>(pathOf(id, '/breakdown'), {}, signal),
  });
}

export function useAccountIndicators(id: string) {
  return useQuery({
    queryKey: keys.accounts.part(id, 'indicators'),
    queryFn: ({ signal }) => getJson<AccountIndicators>(pathOf(id, '/indicators'), {}, signal),
  });
}

export function useAccountHistory(id: string) {
  return useQuery({
    queryKey: keys.accounts.part(id, 'history'),
    queryFn: ({ signal }) => getJson<AccountHistory>(pathOf(id, '/history'), {}, signal),
  });
}
