'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SettingsList } from '@/lib/model/console/settings';
import type { CampaignSharing, NewPeer, PeerRow, ShareRow } from '@/lib/model/console/sharing';
import type { SharedTlp, ShareLevel } from '@/lib/model/share-words';
import { getJson, postJson } from './fetch';
import { keys } from './keys';

const MOST = 200;
const SETTLING_MS = 1_500;

/** Who may read what is shared here. */
export function usePeers() {
  return useQuery({
    queryKey: keys.settings.peers(),
    queryFn: ({ signal }) => getJson<SettingsList<PeerRow>>('/api/console/peers', { limit: MOST }, signal),
  });
}

export interface PeerDraft {
  name: string;
  contact: string;
  clearance: SharedTlp;
  expires_at: string | null;
}

/** Adds a peer, or changes the one that is given. The key that was made for a new one comes with the answer, once. */
export function useSavePeer(peer: PeerRow | null) {
  const refresh = useRefreshPeers();
  return useMutation({
    mutationFn: ({ name, expires_at, ...draft }: PeerDraft) =>
      peer
        ? postJson<PeerRow & { key?: string }>(at(peer.id, 'change'), { ...draft, version: peer.version })
        : postJson<NewPeer>('/api/console/peers', { ...draft, name, expires_at }),
    onSettled: refresh,
  });
}

/** Shuts a peer out, lets it in again, or gives it a new key; refused when somebody changed it meanwhile. */
export function usePeerAct(act: 'disable' | 'enable' | 'renew') {
  const refresh = useRefreshPeers();
  return useMutation({
    mutationFn: ({ id, version }: PeerRow) => postJson<PeerRow & { key?: string }>(at(id, act), { version }),
    onSettled: refresh,
  });
}

const at = (id: string, act: string) => `/api/console/peers/${encodeURIComponent(id)}/${act}`;

function useRefreshPeers() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.settings.peers() });
}

const pathOf = (id: string, act: string) => `/api/console/campaigns/${encodeURIComponent(id)}/${act}`;

/** How a campaign is shared, and what would be; asked again while the worker publishes or takes back. */
export function useSharing(campaignId: string) {
  return useQuery({
    queryKey: keys.campaigns.sharing(campaignId),
    queryFn: ({ signal }) => getJson<CampaignSharing>(pathOf(campaignId, 'sharing'), {}, signal),
    refetchInterval: ({ state: { data } }) =>
      data?.items.some(({ status }) => status === 'publishing' || status === 'withdrawing')
        ? SETTLING_MS
        : false,
  });
}

/** Shares a campaign at a marking, or takes it back from there. */
export function useShare(campaignId: string, act: 'share' | 'unshare') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { tlp: SharedTlp; level?: ShareLevel; reason: string }) =>
      postJson<ShareRow>(pathOf(campaignId, act), body),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.campaigns.sharing(campaignId) });
      void client.invalidateQueries({ queryKey: ['campaigns', 'one', campaignId, 'activity'] });
    },
  });
}
