import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { compareAccounts } from '@/lib/services/account/compare';
import { CompareClient } from './client';
import { compareFilterOf, loadCompareParams } from './search-params';

export const metadata: Metadata = { title: 'Compare accounts' };

export default async function ComparePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const filter = compareFilterOf(await loadCompareParams(searchParams));
  const client = makeQueryClient();
  await client.prefetchQuery({
    queryKey: keys.accounts.compare(filter),
    queryFn: () => compareAccounts(filter as Parameters<typeof compareAccounts>[0], { actor }),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CompareClient />
    </HydrationBoundary>
  );
}
