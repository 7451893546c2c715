import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { countCampaigns } from '@/lib/services/campaign/counts';
import { listCampaignRows } from '@/lib/services/campaign/rows';
import { CampaignsClient } from './client';
import { campaignFilterOf, loadCampaignParams } from './search-params';

export const metadata: Metadata = { title: 'Campaigns' };

export default async function CampaignsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const filter = campaignFilterOf(await loadCampaignParams(searchParams));
  const client = makeQueryClient();
  await Promise.all([
    client.prefetchInfiniteQuery({
      queryKey: keys.campaigns.list(filter),
      queryFn: () => listCampaignRows({ ...(filter as object), limit: 100 }, { actor }),
      ...paging,
    }),
    client.prefetchQuery({ queryKey: keys.campaigns.counts(), queryFn: () => countCampaigns({}, { actor }) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CampaignsClient />
    </HydrationBoundary>
  );
}
