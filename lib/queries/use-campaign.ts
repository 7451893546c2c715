'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type {
  CampaignHeader,
  CampaignOverview,
  CampaignPivot,
  CampaignTimeline,
} from '@/lib/model/console/campaign';
import { getJson, type Params, postJson } from './fetch';
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

/**
 * How much was new in this visit to a watched campaign. What its page has shown is seen: lists say so no longer, the page itself does until
 * it is left.
 */
export function useNews(campaign: CampaignHeader | undefined): number {
  const client = useQueryClient();
  const [shown, setShown] = useState({ id: '', news: 0 });
  const id = campaign?.id ?? '';
  const unseen = campaign?.unseen ?? 0;
  useEffect(() => {
    if (unseen === 0) return;
    setShown((was) => ({ id, news: (was.id === id ? was.news : 0) + unseen }));
    client.setQueryData<CampaignHeader>(keys.campaigns.head(id), (head) => head && { ...head, unseen: 0 });
    postJson(pathOf(id, '/see'), {}).then(
      () => {
        void client.invalidateQueries({ queryKey: ['campaigns', 'list'] });
        void client.invalidateQueries({ queryKey: keys.concerns() });
      },
      // Then it is new the next time as well.
      () => {},
    );
  }, [client, id, unseen]);
  return shown.id === id ? shown.news : 0;
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
