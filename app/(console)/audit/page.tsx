import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { auditFacets } from '@/lib/services/audit/facets';
import { getAuditEntry } from '@/lib/services/audit/get';
import { listAudit } from '@/lib/services/audit/list';
import { auditState } from '@/lib/services/audit/state';
import { AuditClient } from './client';
import { auditFilterOf, loadAuditParams } from './search-params';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const { entry, ...asked } = await loadAuditParams(searchParams);
  const filter = auditFilterOf(asked);
  const client = makeQueryClient();
  await Promise.all([
    client.prefetchInfiniteQuery({
      queryKey: keys.audit.list(filter),
      queryFn: () => listAudit({ ...(filter as object), limit: 100 }, { actor }),
      ...paging,
    }),
    client.prefetchQuery({ queryKey: keys.audit.part('facets'), queryFn: () => auditFacets({}, { actor }) }),
    client.prefetchQuery({ queryKey: keys.audit.part('state'), queryFn: () => auditState({}, { actor }) }),
    entry
      ? client.prefetchQuery({
          queryKey: keys.audit.part('entry', { seq: entry }),
          queryFn: () => getAuditEntry({ seq: entry }, { actor }),
        })
      : null,
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AuditClient />
    </HydrationBoundary>
  );
}
