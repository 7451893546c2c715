import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { listBatchAccounts } from '@/lib/services/batch/accounts';
import { getBatch } from '@/lib/services/batch/get';
import { listBatches } from '@/lib/services/batch/list';
import { ApprovalsClient } from './client';
import { loadApprovalParams, WAITING } from './search-params';

export const metadata: Metadata = { title: 'Approvals' };

export default async function ApprovalsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const asked = await loadApprovalParams(searchParams);
  const client = makeQueryClient();
  const waiting = await client
    .fetchInfiniteQuery({
      queryKey: keys.batches.list(WAITING),
      queryFn: () => listBatches({ ...WAITING, limit: 50 }, { actor }),
      ...paging,
    })
    .catch(() => null);
  const id = asked.batch || waiting?.pages[0]?.items[0]?.id;
  if (id) {
    await Promise.all([
      client.prefetchQuery({
        queryKey: keys.batches.part(id, 'head'),
        queryFn: () => getBatch({ id }, { actor }),
      }),
      client.prefetchInfiniteQuery({
        queryKey: keys.batches.part(id, 'accounts', { look_innocent: '1' }),
        queryFn: () => listBatchAccounts({ id, look_innocent: '1', limit: 100 }, { actor }),
        ...paging,
      }),
    ]);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ApprovalsClient />
    </HydrationBoundary>
  );
}
