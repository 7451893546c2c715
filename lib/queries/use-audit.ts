'use client';

import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type {
  AuditEntryWhole,
  AuditFacets,
  AuditPage,
  ChainChecked,
  ChainFault,
  ChainState,
} from '@/lib/model/console/audit';
import { getJson, type Params } from './fetch';
import { keys } from './keys';
import { paging } from './pages';

const PLACE = '/api/console/audit';

/** The audit log under a filter, page by page; the rows of the last filter stay until the new ones are there. */
export function useAudit(filter: Params) {
  return useInfiniteQuery({
    queryKey: keys.audit.list(filter),
    queryFn: ({ pageParam, signal }) =>
      getJson<AuditPage>(PLACE, { ...filter, limit: 100, cursor: pageParam }, signal),
    ...paging,
    placeholderData: keepPreviousData,
  });
}

export function useAuditEntry(seq: string) {
  return useQuery({
    queryKey: keys.audit.part('entry', { seq }),
    queryFn: ({ signal }) => getJson<AuditEntryWhole>(`${PLACE}/${encodeURIComponent(seq)}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Who, what and which things the log speaks of. */
export function useAuditFacets() {
  return useQuery({
    queryKey: keys.audit.part('facets'),
    queryFn: ({ signal }) => getJson<AuditFacets>(`${PLACE}/facets`, {}, signal),
  });
}

/** Where the log ends and what the worker's last check of it found. */
export function useAuditState() {
  return useQuery({
    queryKey: keys.audit.part('state'),
    queryFn: ({ signal }) => getJson<ChainState>(`${PLACE}/state`, {}, signal),
  });
}

export interface CheckProgress {
  checked: number;
  faults: ChainFault[];
  more_faults: number;
  at: string;
  done: boolean;
}

/** Checks the whole chain, stretch after stretch; `progress` says how far it is and what it found. */
export function useCheckChain() {
  const [progress, setProgress] = useState<CheckProgress | null>(null);
  const check = useMutation({
    mutationFn: async () => {
      let so: CheckProgress = { checked: 0, faults: [], more_faults: 0, at: '', done: false };
      for (let cursor: string | null = ''; cursor !== null; ) {
        const step: ChainChecked = await getJson<ChainChecked>(`${PLACE}/verify`, { cursor });
        cursor = step.next_cursor;
        so = {
          checked: so.checked + step.checked,
          faults: [...so.faults, ...step.faults],
          more_faults: so.more_faults + step.more_faults,
          at: new Date().toISOString(),
          done: cursor === null,
        };
        setProgress(so);
      }
    },
  });
  return { mutate: check.mutate, isPending: check.isPending, error: check.error, progress };
}
