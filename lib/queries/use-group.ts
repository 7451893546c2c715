'use client';

import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Concerns, ExcludedPage } from '@/lib/model/console/group';
import type { CampaignStatus } from '@/lib/model/verdict';
import { getJson, postJson } from './fetch';
import { keys } from './keys';
import { paging } from './pages';
import { askCounts } from './use-triage';

/** What can be done to a campaign by a route of its own. */
export type CampaignAct =
  | 'merge'
  | 'split'
  | 'reopen'
  | 'undo'
  | 'exclude'
  | 'include'
  | 'watch'
  | 'unwatch'
  | 'snooze'
  | 'assign';

/** What every answer may say; each route's own fields come with it. */
export interface Acted {
  id: string;
  version: number;
  status?: CampaignStatus;
  decision_id?: string;
  decided_at?: string;
  accounts?: number;
  into?: { id: string; title: string; version: number; accounts: number };
  restored?: string;
  alerts?: number;
}

function pathOf(id: string, part: string): string {
  return `/api/console/campaigns/${encodeURIComponent(id)}/${part}`;
}

/** Does something to a campaign and has everything that it may have touched asked anew. ProblemError `conflict` when somebody else was first. */
export function useCampaignAct(campaignId: string, act: CampaignAct) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Record<string, unknown>) => postJson<Acted>(pathOf(campaignId, act), body),
    onSettled: () => askAnew(client),
  });
}

/** Takes a decision back, for a button that outlives the dialog it came from. */
export async function takeBack(
  client: QueryClient,
  campaign: { id: string; version: number },
  decisionId: string,
): Promise<Acted> {
  try {
    return await postJson<Acted>(pathOf(campaign.id, 'undo'), {
      version: campaign.version,
      decision_id: decisionId,
    });
  } finally {
    askAnew(client);
  }
}

function askAnew(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: keys.campaigns.all() });
  void client.invalidateQueries({ queryKey: ['alerts', 'review'] });
  void client.invalidateQueries({ queryKey: keys.concerns() });
  askCounts(client);
}

/** The accounts that people took out of a campaign, latest first. */
export function useExcluded(id: string) {
  return useInfiniteQuery({
    queryKey: keys.campaigns.excluded(id),
    queryFn: ({ pageParam, signal }) =>
      getJson<ExcludedPage>(pathOf(id, 'excluded'), { limit: 200, cursor: pageParam }, signal),
    ...paging,
  });
}

/** Notes that call the person who asks, and what happened to campaigns that they watch. */
export function useConcerns() {
  return useQuery({
    queryKey: keys.concerns(),
    queryFn: ({ signal }) => getJson<Concerns>('/api/console/concerns', {}, signal),
    refetchInterval: 60_000,
  });
}
