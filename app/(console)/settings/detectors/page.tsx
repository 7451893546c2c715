import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { getDetector } from '@/lib/services/detector/get';
import { listDetectors } from '@/lib/services/detector/list';
import { signalsInUse } from '@/lib/services/detector/signals';
import { DetectorsClient } from './client';
import { loadDetectorParams } from './search-params';

export const metadata: Metadata = { title: 'Detectors' };

export default async function DetectorsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const { version } = await loadDetectorParams(searchParams);
  const client = makeQueryClient();
  const versions = listDetectors({ limit: 100 }, { actor });
  const opened = version ?? (await versions).items.find(({ state }) => state === 'live')?.id;
  await Promise.all([
    client.prefetchInfiniteQuery({ queryKey: keys.detectors.list(), queryFn: () => versions, ...paging }),
    client.prefetchQuery({
      queryKey: keys.detectors.signals(),
      queryFn: () => signalsInUse({}, { actor }),
    }),
    opened
      ? client.prefetchQuery({
          queryKey: keys.detectors.one(opened),
          queryFn: () => getDetector({ id: opened }, { actor }),
        })
      : null,
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <DetectorsClient />
    </HydrationBoundary>
  );
}
