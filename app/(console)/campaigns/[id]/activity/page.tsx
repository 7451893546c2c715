import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { may } from '@/lib/model/access';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { campaignActivity } from '@/lib/services/campaign/activity';
import { ActivityClient } from './client';
import { loadActivityParams } from './search-params';

interface ActivityPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function CampaignActivityPage({ params, searchParams }: ActivityPageProps) {
  const actor = await requireActor();
  const id = decodeURIComponent((await params).id);
  const { scope } = await loadActivityParams(searchParams);
  const client = makeQueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: keys.campaigns.activity(id, scope),
    queryFn: () => campaignActivity({ id, scope }, { actor }),
    ...paging,
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ActivityClient
        id={id}
        mayNote={may(actor, 'alert.triage')}
        mayDecide={may(actor, 'campaign.decide')}
      />
    </HydrationBoundary>
  );
}
