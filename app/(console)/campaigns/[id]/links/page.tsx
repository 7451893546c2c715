import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { campaignLinks } from '@/lib/services/campaign/links';
import { LinksClient } from './client';

export default async function CampaignLinksPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor();
  const id = decodeURIComponent((await params).id);
  const client = makeQueryClient();
  await client.prefetchQuery({
    queryKey: keys.campaigns.links(id, 'picture'),
    queryFn: () => campaignLinks({ id }, { actor }),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <LinksClient id={id} />
    </HydrationBoundary>
  );
}
