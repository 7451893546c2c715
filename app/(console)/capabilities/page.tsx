import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { requireActor } from '@/lib/auth/session';
import type { CapabilityGrid } from '@/lib/model/console/capability';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { capabilityCampaignsQuery } from '@/lib/services/capability/campaigns';
import { capabilityDrillQuery } from '@/lib/services/capability/drill';
import { capabilityGridQuery } from '@/lib/services/capability/grid';
import { capabilityPivotsQuery } from '@/lib/services/capability/pivots';
import { CapabilitiesClient } from './client';
import { capabilityFilterOf, drillFilterOf, loadCapabilityParams, sidesFilterOf } from './search-params';

export const metadata: Metadata = { title: 'Capabilities' };

export default async function CapabilitiesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const asked = await loadCapabilityParams(searchParams);
  const filter = capabilityFilterOf(asked);
  const sides = sidesFilterOf(asked);
  const client = makeQueryClient();
  const part = (name: string, ask: (filter: object, context: { actor: typeof actor }) => Promise<unknown>) =>
    client.prefetchQuery({
      queryKey: keys.capabilities.part(name, filter),
      queryFn: () => ask(filter as object, { actor }),
    });
  const prefetchDrill = async () => {
    const grid = client.getQueryData<CapabilityGrid>(keys.capabilities.part('grid', filter));
    const drill = drillFilterOf(asked, grid?.unit);
    if (!drill) return;
    await client.prefetchQuery({
      queryKey: keys.capabilities.part('drill', drill),
      queryFn: () => capabilityDrillQuery(drill as Parameters<typeof capabilityDrillQuery>[0], { actor }),
    });
  };
  await Promise.all([
    part('grid', capabilityGridQuery).then(() => prefetchDrill()),
    client.prefetchQuery({
      queryKey: keys.capabilities.part('campaigns', sides),
      queryFn: () => capabilityCampaignsQuery(sides as object, { actor }),
    }),
    part('pivots', capabilityPivotsQuery),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CapabilitiesClient />
    </HydrationBoundary>
  );
}
