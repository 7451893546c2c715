'use client';

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  IntelDelivery,
  IntelDeliveryPage,
  IntelIndicator,
  IntelIndicatorPage,
  IntelSource,
  IntelSourceItem,
} from '@/lib/model/intel';
import type { IntelAuth, IntelKind } from '@/lib/model/intel-words';
import { getJson, postJson, sendBytes, sendJson } from './fetch';
import { keys } from './keys';

const POLL_MS = 20_000;
const READ_POLL_MS = 1_000;
const PAGE = 20;

const at = (id: string, act = '') => `/api/v1/intel/sources/${encodeURIComponent(id)}${act && `/${act}`}`;

/** Who shares with us. */
export function useIntelSources() {
  return useQuery({
    queryKey: keys.settings.intel('sources'),
    queryFn: ({ signal }) =>
      getJson<{ items: IntelSourceItem[] }>('/api/v1/intel/sources', { limit: 100 }, signal),
    refetchInterval: POLL_MS,
  });
}

/** What is said of a source; the secret only when it is set anew. */
export interface SourceDraft {
  kind: IntelKind;
  name: string;
  url: string | null;
  collection: string | null;
  auth: IntelAuth;
  username: string | null;
  secret?: string;
  every_minutes: number | null;
  confidence_cap: number;
}

export function useSaveSource(source: IntelSourceItem | null) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ kind, name, ...draft }: SourceDraft) =>
      source
        ? sendJson<IntelSource>('PUT', at(source.id), { ...draft, version: source.version })
        : postJson<IntelSource>('/api/v1/intel/sources', { kind, name, ...draft }),
    onSettled: refresh,
  });
}

/** Pauses, goes on, polls or takes away; refused when somebody changed it meanwhile. */
export function useSourceAct(act: 'pause' | 'resume' | 'poll' | 'remove') {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, version }: IntelSourceItem) =>
      act === 'remove'
        ? sendJson<object>('DELETE', at(id), { version })
        : postJson<object>(at(id, act), act === 'poll' ? {} : { version }),
    onSettled: refresh,
  });
}

/** Hands a bundle in under the name of whoever shared it; the receipt says what became of it. */
export function useHandIn() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ source, file }: { source: string; file: Blob }) =>
      sendBytes<IntelDelivery>(
        '/api/v1/intel/bundles',
        { source },
        file,
        'application/stix+json;version=2.1',
      ),
    onSettled: refresh,
  });
}

/** One receipt, asked for until the bundle was read. */
export function useDelivery(id: string | null) {
  return useQuery({
    queryKey: keys.settings.intel('bundles', id ?? ''),
    queryFn: ({ signal }) =>
      getJson<IntelDelivery>(`/api/v1/intel/bundles/${encodeURIComponent(id ?? '')}`, {}, signal),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.status === 'waiting' || !state.data ? READ_POLL_MS : false),
  });
}

/** The receipts of what came, newest first. */
export function useDeliveries() {
  return useInfiniteQuery({
    queryKey: keys.settings.intel('bundles'),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      getJson<IntelDeliveryPage>('/api/v1/intel/bundles', { limit: PAGE, cursor: pageParam }, signal),
    getNextPageParam: (page) => page.next_cursor,
  });
}

export type IntelList = 'hits' | 'all' | 'unmatched';

/** Indicators that others shared. */
export function useReceived(list: IntelList) {
  return useInfiniteQuery({
    queryKey: keys.settings.intel('indicators', list),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      getJson<IntelIndicatorPage>(
        '/api/v1/intel/indicators',
        { limit: PAGE, list, cursor: pageParam },
        signal,
      ),
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: POLL_MS,
  });
}

/** Answers a hit. */
export function useSight() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ indicator, note }: { indicator: IntelIndicator; note: string }) =>
      postJson<{ collection: string; accounts: number }>('/api/v1/intel/sightings', {
        source_id: indicator.source.id,
        id: indicator.id,
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      }),
    onSettled: refresh,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.settings.intel() });
}
