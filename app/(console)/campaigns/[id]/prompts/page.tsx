import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import { requireActor } from '@/lib/auth/session';
import { may } from '@/lib/model/access';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { listScaffolds } from '@/lib/services/scaffold/list';
import { PromptsClient } from './client';

export default async function CampaignPromptsPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor();
  const id = decodeURIComponent((await params).id);
  const client = makeQueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: keys.campaigns.scaffolds(id),
    queryFn: () => listScaffolds({ id, limit: 100 }, { actor }),
    ...paging,
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PromptsClient id={id} mayReveal={may(actor, 'alert.triage')} />
    </HydrationBoundary>
  );
}
