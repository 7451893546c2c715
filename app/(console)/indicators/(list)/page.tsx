import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { listHits } from '@/lib/services/indicator/hits';
import { listIndicators } from '@/lib/services/indicator/list';
import { watchedIndicators } from '@/lib/services/indicator/watched';
import { IndicatorsClient } from './client';
import { indicatorFilterOf, loadIndicatorParams } from './search-params';

export const metadata: Metadata = { title: 'Indicators' };

export default async function IndicatorsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const asked = await loadIndicatorParams(searchParams);
  const filter = indicatorFilterOf(asked);
  const client = makeQueryClient();
  await Promise.all([
    client.prefetchInfiniteQuery({
      queryKey: keys.indicators.list(filter),
      queryFn: () => listIndicators({ ...(filter as object), limit: 100 }, { actor }),
      ...paging,
    }),
    client.prefetchQuery({
      queryKey: keys.indicators.watched(),
      queryFn: () => watchedIndicators({}, { actor }),
    }),
    asked.list === 'hits'
      ? client.prefetchInfiniteQuery({
          queryKey: keys.indicators.hits(),
          queryFn: () => listHits({ limit: 100 }, { actor }),
          ...paging,
        })
      : null,
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <IndicatorsClient />
    </HydrationBoundary>
  );
}
