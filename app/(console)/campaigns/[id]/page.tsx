import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { campaignOverview } from '@/lib/services/campaign/overview';
import { campaignPivot } from '@/lib/services/campaign/pivot';
import { campaignTimeline } from '@/lib/services/campaign/timeline';
import { OverviewClient } from './overview-client';
import { loadOverviewParams, timelineRangeOf } from './search-params';

interface OverviewPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function CampaignOverviewPage({ params, searchParams }: OverviewPageProps) {
  const actor = await requireActor();
  const id = decodeURIComponent((await params).id);
  const range = timelineRangeOf(await loadOverviewParams(searchParams));
  const client = makeQueryClient();
  await Promise.all([
    client.prefetchQuery({
      queryKey: keys.campaigns.overview(id),
      queryFn: () => campaignOverview({ id }, { actor }),
    }),
    client.prefetchQuery({
      queryKey: keys.campaigns.timeline(id, range),
      queryFn: () => campaignTimeline({ id, ...(range as object) }, { actor }),
    }),
    client.prefetchQuery({
      queryKey: keys.campaigns.pivot(id),
      queryFn: () => campaignPivot({ id }, { actor }),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <OverviewClient id={id} />
    </HydrationBoundary>
  );
}
