'use client';

import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type {
  BatchAccountPage,
  BatchDone,
  BatchPage,
  BatchPlan,
  BatchRequest,
  BatchWhole,
} from '@/lib/model/batch';
import type { OrderKind } from '@/lib/model/moves';
import { getJson, type Params, postJson } from './fetch';
import { keys } from './keys';
import { paging } from './pages';

const PLACE = '/api/console/batches';
const pathOf = (id: string, part = '') => `${PLACE}/${encodeURIComponent(id)}${part}`;
const RUNNING_MS = 1_000;
const WAITING_MS = 10_000;

/** Batches under a filter, newest first, page by page; asked again while the page is seen, since others act too. */
export function useBatches(filter: Params) {
  return useInfiniteQuery({
    queryKey: keys.batches.list(filter),
    queryFn: ({ pageParam, signal }) =>
      getJson<BatchPage>(PLACE, { ...filter, limit: 50, cursor: pageParam }, signal),
    ...paging,
    placeholderData: keepPreviousData,
    refetchInterval: WAITING_MS,
  });
}

/** One batch; asked again every second while something happens to it by itself. */
export function useBatch(id: string) {
  return useQuery({
    queryKey: keys.batches.part(id, 'head'),
    queryFn: ({ signal }) => getJson<BatchWhole>(pathOf(id), {}, signal),
    refetchInterval: ({ state: { data } }) => {
      if (!data) return false;
      if (data.status === 'running' || (data.frozen_at === null && data.trouble === null)) return RUNNING_MS;
      if (data.status === 'scheduled' && isSoon(data.next_due_at)) return RUNNING_MS;
      return ['draft', 'waiting', 'scheduled', 'paused'].includes(data.status) ? WAITING_MS : false;
    },
  });
}

const SOON_MS = 60_000;

/** Whether the worker takes a batch up within a minute; what is due at once has no time. */
function isSoon(due: string | null): boolean {
  return due === null || Date.parse(due) < Date.now() + SOON_MS;
}

/** Accounts of a batch under a filter, page by page. `every` has the shown ones asked again after so many ms. */
export function useBatchAccounts(id: string, filter: Params, every: number | false = false) {
  return useInfiniteQuery({
    queryKey: keys.batches.part(id, 'accounts', filter),
    queryFn: ({ pageParam, signal }) =>
      getJson<BatchAccountPage>(
        pathOf(id, '/accounts'),
        { ...filter, limit: 100, cursor: pageParam },
        signal,
      ),
    ...paging,
    placeholderData: keepPreviousData,
    refetchInterval: every,
  });
}

/** What is chosen from a frozen batch. */
export interface Choice {
  kind: OrderKind;
  include_innocent: 'all' | 'none' | string[];
  exclude: string[];
}

/** What would happen on a choice, and the phrase to type for it; the last plan stays until the next is there. */
export function useBatchPlan(id: string, version: number, choice: Choice, enabled: boolean) {
  return useQuery({
    queryKey: keys.batches.part(id, 'plan', { version, choice: JSON.stringify(choice) }),
    queryFn: ({ signal }) => postJson<BatchPlan>(pathOf(id, '/plan'), { ...choice }, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** Writes a scope down as a draft whose accounts the worker then freezes. */
export function useDraftBatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (scope: object) => postJson<BatchDone>(PLACE, { scope }),
    onSettled: () => client.invalidateQueries({ queryKey: ['batches', 'list'] }),
  });
}

/** Does something to a batch. ProblemError `conflict` when somebody else was first. */
export function useActOnBatch(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, ...body }: { act: BatchRequest; version: number } & Record<string, unknown>) =>
      postJson<BatchDone>(pathOf(id, `/${act}`), body),
    onSettled: () => askBatchesAnew(client),
  });
}

/** Has everything asked anew that shows batches or what they did. */
export function askBatchesAnew(client: QueryClient): void {
  for (const queryKey of [keys.batches.all(), keys.status(), keys.accounts.all(), keys.campaigns.all()])
    void client.invalidateQueries({ queryKey });
}

/** Where the receipt of a batch is, as a file. */
export function receiptHref(id: string, format: 'csv' | 'ndjson'): string {
  return `${pathOf(id, '/receipt')}?format=${format}`;
}
