import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { campaignRhythm } from '@/lib/services/campaign/rhythm';
import { RhythmClient } from './client';

interface RhythmPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function CampaignRhythmPage({ params }: RhythmPageProps) {
  const actor = await requireActor();
  const id = decodeURIComponent((await params).id);
  const client = makeQueryClient();
  // The lines come from the browser: they are too many to be sent twice, as a page and as its data.
  await client.prefetchQuery({
    queryKey: keys.campaigns.rhythm(id, 'picture'),
    queryFn: () => campaignRhythm({ id }, { actor }),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RhythmClient id={id} />
    </HydrationBoundary>
  );
}
