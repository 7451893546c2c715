'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseFileItem, CaseFilePage } from '@/lib/model/case-file';
import type { RedactionLevel, Tlp } from '@/lib/model/case-words';
import { getJson, postJson } from './fetch';
import { keys } from './keys';

const pathOf = (id: string) => `/api/console/campaigns/${encodeURIComponent(id)}/case-files`;
const WRITING_MS = 1_000;
const SHOWN = 5;

/** The address at which the browser fetches a case file. */
export function caseFileAddress(id: string): string {
  return `/api/console/case-files/${encodeURIComponent(id)}/content`;
}

/** The newest case files of a campaign; asked again every second while one is being written. */
export function useCaseFiles(campaignId: string) {
  return useQuery({
    queryKey: keys.campaigns.caseFiles(campaignId),
    queryFn: ({ signal }) => getJson<CaseFilePage>(pathOf(campaignId), { limit: SHOWN }, signal),
    refetchInterval: ({ state: { data } }) =>
      data?.items.some(({ status }) => status === 'waiting' || status === 'writing') ? WRITING_MS : false,
  });
}

/** Asks the worker for a case file. */
export function useRequestCase(campaignId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { level: RedactionLevel; tlp: Tlp }) =>
      postJson<CaseFileItem>(pathOf(campaignId), body),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.campaigns.caseFiles(campaignId) });
      void client.invalidateQueries({ queryKey: ['campaigns', 'one', campaignId, 'activity'] });
    },
  });
}
