'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AccountStatus, SentenceKind } from '@/lib/model/decision';
import { postJson } from './fetch';
import { keys } from './keys';

export interface Enforcement {
  kind: SentenceKind;
  version: number;
  reason: string;
  campaignId: string | null;
}

interface Enforced {
  id: string;
  status: AccountStatus;
  version: number;
  order_id: string;
}

/**
 * Bans or reinstates an account. Whatever shows its status is asked anew. ProblemError `conflict` when somebody decided
 * since the given version.
 */
export function useEnforce(accountId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, version, reason, campaignId }: Enforcement) =>
      postJson<Enforced>(`/api/v1/accounts/${encodeURIComponent(accountId)}/${kind}`, {
        version,
        reason,
        ...(campaignId ? { campaign_id: campaignId } : {}),
      }),
    onSettled: () => {
      client.invalidateQueries({ queryKey: keys.accounts.one(accountId) });
      client.invalidateQueries({ queryKey: ['accounts', 'list'] });
      client.invalidateQueries({ queryKey: keys.campaigns.all() });
      client.invalidateQueries({ queryKey: keys.status() });
    },
  });
}
