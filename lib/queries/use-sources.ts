'use client';

import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { SamplePreview, SourceItem, SourceMapping, SourceReject } from '@/lib/model/console/source';
import type { Profile } from '@/lib/model/mapping';
import { getJson, postJson } from './fetch';
import { keys } from './keys';
import { paging } from './pages';

const POLL_MS = 5_000;
const PAGE = 50;

const at = (name: string) => `/api/v1/sources/${encodeURIComponent(name)}`;

/** Every source of records and how its intake goes. */
export function useSources() {
  return useQuery({
    queryKey: keys.sources.list(),
    queryFn: ({ signal }) => getJson<{ items: SourceItem[] }>('/api/v1/sources', {}, signal),
    refetchInterval: POLL_MS,
  });
}

/** How one source is mapped. Not asked anew by itself: somebody may be editing it. */
export function useMapping(name: string) {
  return useQuery({
    queryKey: keys.sources.mapping(name),
    queryFn: ({ signal }) =>
      getJson<SourceMapping>(`/api/console/sources/${encodeURIComponent(name)}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The rows of a source that were refused, newest first. */
export function useRejects(name: string) {
  return useInfiniteQuery({
    queryKey: keys.sources.rejects(name),
    queryFn: ({ pageParam, signal }) =>
      getJson<{ items: SourceReject[]; next_cursor: string | null }>(
        `${at(name)}/rejects`,
        { limit: PAGE, cursor: pageParam },
        signal,
      ),
    ...paging,
  });
}

/** Tries refused rows again: those named, else the newest. */
export function useRetryRejects(name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rejects: string[] | null) =>
      postJson<{ rows: number; bodies: number }>(`${at(name)}/retry`, rejects ? { rejects } : {}),
    onSettled: () => client.invalidateQueries({ queryKey: keys.sources.all() }),
  });
}

/** What a draft makes of a sample; `sample.id` changes with its text. */
export function usePreview(format: string, profile: Profile | null, sample: { id: number; text: string }) {
  return useQuery({
    queryKey: keys.sources.preview(format, JSON.stringify(profile), sample.id),
    queryFn: ({ signal }) =>
      postJson<SamplePreview>(
        '/api/console/sources/preview',
        { format, profile, sample: sample.text },
        signal,
      ),
    enabled: sample.text !== '',
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    retry: false,
  });
}

/** Saves a mapping, under its own name or a new one; refused when somebody changed it meanwhile. */
export function useSaveMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      name,
      ...mapping
    }: {
      name: string;
      format: string;
      profile: Profile | null;
      version: number;
    }) =>
      postJson<{ name: string; version: number }>(
        `/api/console/sources/${encodeURIComponent(name)}`,
        mapping,
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.sources.all() }),
  });
}
