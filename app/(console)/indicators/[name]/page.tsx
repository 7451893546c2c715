import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { visible } from '@/components/ui/untrusted-text';
import { requireActor } from '@/lib/auth/session';
import { RetortError } from '@/lib/model/errors';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { indicatorAccounts } from '@/lib/services/indicator/accounts';
import { getIndicator } from '@/lib/services/indicator/get';
import { IndicatorClient } from './client';

interface PageProps {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: visible(nameIn((await params).name)).slice(0, 120) };
}

export default async function IndicatorPage({ params }: PageProps) {
  const actor = await requireActor();
  const name = nameIn((await params).name);
  const client = makeQueryClient();
  await Promise.all([
    client
      .fetchQuery({
        queryKey: keys.indicators.part(name, 'head'),
        queryFn: () => getIndicator({ name }, { actor }),
      })
      .catch((error: unknown) => {
        if (error instanceof RetortError && error.code === 'not_found') notFound();
        // Anything else is shown by the page, with a way to try again.
      }),
    client.prefetchInfiniteQuery({
      queryKey: keys.indicators.part(name, 'accounts'),
      queryFn: () => indicatorAccounts({ name, limit: 100 }, { actor }),
      ...paging,
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <IndicatorClient name={name} />
    </HydrationBoundary>
  );
}

/** Next hands over the segment as it stands in the address. */
function nameIn(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
