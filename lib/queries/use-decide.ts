'use client';

import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import type { CampaignStatus, DismissOutcome } from '@/lib/model/campaign';
import type { AlertPage } from '@/lib/model/console/alert';
import { postJson } from './fetch';
import { keys } from './keys';
import { patchAlerts } from './patch-alerts';

export interface Decision {
  kind: 'confirm' | 'dismiss' | 'reopen';
  version: number;
  reason: string;
  outcome: DismissOutcome | null;
  /** The campaign it is a duplicate of. */
  duplicateOf: string | null;
}

interface Decided {
  id: string;
  status: CampaignStatus;
  version: number;
  decision_id: string;
}

/**
 * Confirms, dismisses or reopens a campaign. Its alerts in the queue are marked decided where they stand; everything else of the
 * campaign is asked anew. ProblemError `conflict` when somebody decided since the given version.
 */
export function useDecide(campaignId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, version, reason, outcome, duplicateOf }: Decision) =>
      postJson<Decided>(`/api/console/campaigns/${encodeURIComponent(campaignId)}/${kind}`, {
        version,
        reason,
        ...(kind === 'dismiss'
          ? { outcome, ...(outcome === 'duplicate' ? { duplicate_of: duplicateOf } : {}) }
          : {}),
      }),
    onSuccess: (_, { kind }) => {
      if (kind === 'reopen') return;
      const lists = client.getQueriesData<InfiniteData<AlertPage, string>>({ queryKey: ['alerts', 'list'] });
      const ids = lists
        .flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? [])
        .filter((row) => row.campaign.id === campaignId)
        .map((row) => row.id);
      patchAlerts(client, ids, { status: 'decided', decided_at: new Date().toISOString() });
    },
    onSettled: () => {
      client.invalidateQueries({ queryKey: keys.campaigns.one(campaignId) });
      client.invalidateQueries({ queryKey: ['campaigns', 'list'] });
      client.invalidateQueries({ queryKey: keys.campaigns.counts() });
      client.invalidateQueries({ queryKey: ['alerts', 'counts'] });
      client.invalidateQueries({ queryKey: ['alerts', 'review'] });
      client.invalidateQueries({ queryKey: keys.status() });
    },
  });
}

/** Makes a person the owner of a campaign, or nobody. */
export function useAssign(campaignId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, ownerId }: { version: number; ownerId: string | null }) =>
      postJson<{ version: number }>(`/api/console/campaigns/${encodeURIComponent(campaignId)}/assign`, {
        version,
        owner_id: ownerId,
      }),
    onSettled: () => {
      client.invalidateQueries({ queryKey: keys.campaigns.one(campaignId) });
      client.invalidateQueries({ queryKey: ['campaigns', 'list'] });
    },
  });
}
