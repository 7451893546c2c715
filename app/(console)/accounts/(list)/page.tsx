import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { browseAccounts } from '@/lib/services/account/browse';
import { accountFacets } from '@/lib/services/account/facets';
import { AccountsClient } from './client';
import { accountFilterOf, loadAccountParams } from './search-params';

export const metadata: Metadata = { title: 'Accounts' };

export default async function AccountsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const filter = accountFilterOf(await loadAccountParams(searchParams));
  const client = makeQueryClient();
  await Promise.all([
    client.prefetchInfiniteQuery({
      queryKey: keys.accounts.list(filter),
      queryFn: () => browseAccounts({ ...(filter as object), limit: 100 }, { actor }),
      ...paging,
    }),
    client.prefetchQuery({ queryKey: keys.accounts.facets(), queryFn: () => accountFacets({}, { actor }) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AccountsClient />
    </HydrationBoundary>
  );
}
