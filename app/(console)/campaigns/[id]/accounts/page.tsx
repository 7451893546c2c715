import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { may } from '@/lib/model/access';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { MEMBERS_A_PAGE, paging } from '@/lib/queries/pages';
import { listMembers } from '@/lib/services/campaign/members';
import { MembersClient } from './client';
import { loadMemberParams, memberFilterOf } from './search-params';

interface AccountsPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function CampaignAccountsPage({ params, searchParams }: AccountsPageProps) {
  const actor = await requireActor();
  const id = decodeURIComponent((await params).id);
  const filter = memberFilterOf(await loadMemberParams(searchParams));
  const client = makeQueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: keys.campaigns.members(id, filter),
    queryFn: () => listMembers({ ...(filter as object), id, limit: MEMBERS_A_PAGE }, { actor }),
    ...paging,
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <MembersClient id={id} mayDecide={may(actor, 'campaign.decide')} />
    </HydrationBoundary>
  );
}
