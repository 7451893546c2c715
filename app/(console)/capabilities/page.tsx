import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { capabilityCampaignsQuery } from '@/lib/services/capability/campaigns';
import { capabilityGridQuery } from '@/lib/services/capability/grid';
import { capabilityPivotsQuery } from '@/lib/services/capability/pivots';
import { CapabilitiesClient } from './client';
import { capabilityFilterOf, loadCapabilityParams } from './search-params';

export const metadata: Metadata = { title: 'Capabilities' };

export default async function CapabilitiesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const filter = capabilityFilterOf(await loadCapabilityParams(searchParams));
  const client = makeQueryClient();
  const part = (name: string, ask: (filter: object, context: { actor: typeof actor }) => Promise<unknown>) =>
    client.prefetchQuery({
      queryKey: keys.capabilities.part(name, filter),
      queryFn: () => ask(filter as object, { actor }),
    });
  await Promise.all([
    part('grid', capabilityGridQuery),
    part('campaigns', capabilityCampaignsQuery),
    part('pivots', capabilityPivotsQuery),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CapabilitiesClient />
    </HydrationBoundary>
  );
}
