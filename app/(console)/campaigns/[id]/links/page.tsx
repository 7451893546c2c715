import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { SearchParams } from 'nuqs/server';
import { columnsOf, named } from '@/components/campaign/links/columns';
import { requireActor } from '@/lib/auth/session';
import type { CampaignLinks } from '@/lib/model/console/links';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { LINKED_A_PAGE, linkedFilter } from '@/lib/queries/links';
import { paging } from '@/lib/queries/pages';
import { campaignLinks, linkedAccounts } from '@/lib/services/campaign/links';
import { LinksClient } from './client';
import { loadLinkParams } from './search-params';

interface LinksPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function CampaignLinksPage({ params, searchParams }: LinksPageProps) {
  const actor = await requireActor();
  const id = decodeURIComponent((await params).id);
  const { show, pin, view } = await loadLinkParams(searchParams);
  const client = makeQueryClient();
  const picture = keys.campaigns.links(id, 'picture');
  await client.prefetchQuery({ queryKey: picture, queryFn: () => campaignLinks({ id }, { actor }) });
  const drawn = client.getQueryData<CampaignLinks>(picture)?.picture;
  if (drawn && view === 'accounts') {
    const filter = linkedFilter(named(drawn, show), columnsOf(drawn, show, pin));
    await client.prefetchInfiniteQuery({
      queryKey: keys.campaigns.links(id, 'accounts', { ...filter }),
      queryFn: () => linkedAccounts({ ...filter, id, limit: LINKED_A_PAGE }, { actor }),
      ...paging,
    });
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <LinksClient id={id} />
    </HydrationBoundary>
  );
}
