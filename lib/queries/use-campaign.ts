'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type {
  CampaignHeader,
  CampaignOverview,
  CampaignPivot,
  CampaignTimeline,
} from '@/lib/model/console/campaign';
import { getJson, type Params } from './fetch';
import { keys } from './keys';

function pathOf(id: string, part = ''): string {
  return `/api/console/campaigns/${encodeURIComponent(id)}${part}`;
}

/** What stands at the head of a campaign; asked again every minute, since others may decide. */
export function useCampaignHeader(id: string) {
  return useQuery({
    queryKey: keys.campaigns.head(id),
    queryFn: ({ signal }) => getJson<CampaignHeader>(pathOf(id), {}, signal),
    refetchInterval: 60_000,
  });
}

export function useCampaignOverview(id: string) {
  return useQuery({
    queryKey: keys.campaigns.overview(id),
    queryFn: ({ signal }) => getJson<CampaignOverview>(pathOf(id, '/overview'), {}, signal),
  });
}

/** The lanes over a range; the last range stays drawn until the next is there. */
export function useCampaignTimeline(id: string, range: Params) {
  return useQuery({
    queryKey: keys.campaigns.timeline(id, range),
    queryFn: ({ signal }) => getJson<CampaignTimeline>(pathOf(id, '/timeline'), range, signal),
    placeholderData: keepPreviousData,
  });
}

export function useCampaignPivot(id: string) {
  return useQuery({
    queryKey: keys.campaigns.pivot(id),
    queryFn: ({ signal }) => getJson<{ pivot: CampaignPivot | null }>(pathOf(id, '/pivot'), {}, signal),
  });
}
