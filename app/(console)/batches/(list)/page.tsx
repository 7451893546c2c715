import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { listBatches } from '@/lib/services/batch/list';
import { BatchesClient } from './client';
import { batchFilterOf, loadBatchParams } from './search-params';

export const metadata: Metadata = { title: 'Batches' };

export default async function BatchesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const filter = batchFilterOf(await loadBatchParams(searchParams));
  const client = makeQueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: keys.batches.list(filter),
    queryFn: () => listBatches({ ...(filter as object), limit: 50 }, { actor }),
    ...paging,
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <BatchesClient />
    </HydrationBoundary>
  );
}
