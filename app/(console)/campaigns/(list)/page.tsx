import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { boardColumns } from '@/components/campaign/board/moves';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import type { Params } from '@/lib/queries/fetch';
import { keys } from '@/lib/queries/keys';
import { boardFilter, paging } from '@/lib/queries/pages';
import { countCampaigns } from '@/lib/services/campaign/counts';
import { listCampaignRows } from '@/lib/services/campaign/rows';
import { CampaignsClient } from './client';
import { campaignFilterOf, loadCampaignParams } from './search-params';

export const metadata: Metadata = { title: 'Campaigns' };

export default async function CampaignsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const asked = await loadCampaignParams(searchParams);
  const filter = campaignFilterOf(asked);
  const client = makeQueryClient();
  const list = (one: Params) =>
    client.prefetchInfiniteQuery({
      queryKey: keys.campaigns.list(one),
      queryFn: () => listCampaignRows({ limit: 100, ...(one as object) }, { actor }),
      ...paging,
    });
  await Promise.all([
    asked.view === 'board'
      ? Promise.all(boardColumns(asked.status).map((status) => list(boardFilter(filter, status))))
      : list(filter),
    client.prefetchQuery({ queryKey: keys.campaigns.counts(), queryFn: () => countCampaigns({}, { actor }) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CampaignsClient />
    </HydrationBoundary>
  );
}
