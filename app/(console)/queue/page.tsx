import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { countAlerts } from '@/lib/services/alert/counts';
import { listAlerts } from '@/lib/services/alert/list';
import { reviewAlert } from '@/lib/services/alert/review';
import { QueueClient } from './client';
import { loadQueueParams, queueFilterOf } from './search-params';

export const metadata: Metadata = { title: 'Queue' };

export default async function QueuePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const params = await loadQueueParams(searchParams);
  const filter = queueFilterOf(params);
  const client = makeQueryClient();
  const [list] = await Promise.all([
    client
      .fetchInfiniteQuery({
        queryKey: keys.alerts.list(filter),
        queryFn: () => listAlerts({ ...(filter as object), limit: 100 }, { actor }),
        ...paging,
      })
      .catch(() => null),
    client.prefetchQuery({
      queryKey: keys.alerts.counts(filter),
      queryFn: () => countAlerts(filter as object, { actor }),
    }),
  ]);
  const shown = params.alert ?? list?.pages[0]?.items[0]?.id;
  if (shown !== undefined) {
    await client.prefetchQuery({
      queryKey: keys.alerts.review(shown),
      queryFn: () => reviewAlert({ id: shown }, { actor }),
    });
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <QueueClient />
    </HydrationBoundary>
  );
}
