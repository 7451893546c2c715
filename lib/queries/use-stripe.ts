'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { StripeOut } from '@/lib/model/console/stripe';
import { getJson, sendJson } from './fetch';
import { keys } from './keys';

/** The endpoint for Stripe, and what became of its events. */
export function useStripe() {
  return useQuery({
    queryKey: keys.sources.stripe(),
    queryFn: ({ signal }) => getJson<StripeOut>('/api/v1/stripe', {}, signal),
  });
}

/** Sets the signing secret (left out: the one that is kept) and the key of the metadata. */
export function useSetUpStripe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { secret?: string; account_key: string; version: number }) =>
      sendJson<{ account_key: string; version: number }>('PUT', '/api/v1/stripe', given),
    onSettled: () => client.invalidateQueries({ queryKey: keys.sources.stripe() }),
  });
}
