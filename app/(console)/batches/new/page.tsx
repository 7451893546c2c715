import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { scopeOfQuery } from '@/components/batch/scope';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { campaignHead } from '@/lib/services/campaign/header';
import { NewBatchClient } from './client';

export const metadata: Metadata = { title: 'New batch' };

/** The scope that the address names, before it is frozen. Opening the page changes nothing. */
export default async function NewBatchPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const query = await searchParams;
  const scope = scopeOfQuery(query);
  const client = makeQueryClient();
  if (scope && 'campaign_id' in scope) {
    const id = scope.campaign_id;
    await client.prefetchQuery({
      queryKey: keys.campaigns.head(id),
      queryFn: () => campaignHead({ id }, { actor }),
    });
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <NewBatchClient scope={scope} kind={typeof query.kind === 'string' ? query.kind : 'ban'} />
    </HydrationBoundary>
  );
}
