import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { listSources } from '@/lib/services/inbox/list';
import { listRejects } from '@/lib/services/inbox/rejects';
import { getSource } from '@/lib/services/source/get';
import { SourcesClient } from './client';
import { loadSourceParams } from './search-params';

export const metadata: Metadata = { title: 'Sources' };

export default async function SourcesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const { source: name, tab } = await loadSourceParams(searchParams);
  const client = makeQueryClient();
  await Promise.all([
    client.prefetchQuery({ queryKey: keys.sources.list(), queryFn: () => listSources({}, { actor }) }),
    name && tab === 'mapping'
      ? client.prefetchQuery({
          queryKey: keys.sources.mapping(name),
          queryFn: () => getSource({ name }, { actor }),
        })
      : null,
    name && tab === 'rejects'
      ? client.prefetchInfiniteQuery({
          queryKey: keys.sources.rejects(name),
          queryFn: () => listRejects({ name, limit: 50 }, { actor }),
          ...paging,
        })
      : null,
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SourcesClient />
    </HydrationBoundary>
  );
}
