import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import type { Actor } from '@/lib/model/access';
import type { BatchWhole } from '@/lib/model/batch';
import { BATCH_RESULTS } from '@/lib/model/batch-moves';
import { RetortError } from '@/lib/model/errors';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { listBatchAccounts } from '@/lib/services/batch/accounts';
import { getBatch } from '@/lib/services/batch/get';
import { BatchClient } from './client';

export const metadata: Metadata = { title: 'Batch' };

interface BatchPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function BatchPage({ params, searchParams }: BatchPageProps) {
  const actor = await requireActor();
  const id = decodeURIComponent((await params).id);
  const query = await searchParams;
  const client = makeQueryClient();
  const batch = await readBatch(id, actor);
  if (batch) {
    client.setQueryData(keys.batches.part(id, 'head'), batch);
    const result = BATCH_RESULTS.find((one) => one === query.result);
    const filter =
      batch.status === 'draft' || batch.status === 'waiting'
        ? ({ look_innocent: '1' } as const)
        : result
          ? { result }
          : {};
    await client.prefetchInfiniteQuery({
      queryKey: keys.batches.part(id, 'accounts', filter),
      queryFn: () => listBatchAccounts({ ...filter, id, limit: 100 }, { actor }),
      ...paging,
    });
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <BatchClient id={id} />
    </HydrationBoundary>
  );
}

/** Null when the database failed: the page then asks from the browser and says what is wrong. */
async function readBatch(id: string, actor: Actor): Promise<BatchWhole | null> {
  try {
    return await getBatch({ id }, { actor });
  } catch (error) {
    if (error instanceof RetortError && (error.code === 'not_found' || error.code === 'invalid')) notFound();
    return null;
  }
}
