import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { visible } from '@/components/ui/untrusted-text';
import { requireActor } from '@/lib/auth/session';
import type { Actor } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { makeQueryClient } from '@/lib/queries/client';
import { keys } from '@/lib/queries/keys';
import { paging } from '@/lib/queries/pages';
import { accountBreakdown } from '@/lib/services/account/breakdown';
import { accountExchanges } from '@/lib/services/account/exchanges';
import { accountHistory } from '@/lib/services/account/history';
import { accountIndicators } from '@/lib/services/account/indicators';
import { accountPortrait } from '@/lib/services/account/portrait';
import { accountSessions } from '@/lib/services/account/sessions';
import { accountTimeline } from '@/lib/services/account/timeline';
import { AccountClient } from './client';
import {
  type AccountPageParams,
  EXCHANGES_BRIEF,
  EXCHANGES_FULL,
  loadAccountPageParams,
  SESSIONS_A_PAGE,
  timelineRangeOf,
} from './search-params';

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: visible(idOf((await params).id)) };
}

export default async function AccountPage({ params, searchParams }: PageProps) {
  const actor = await requireActor();
  const id = idOf((await params).id);
  const asked = await loadAccountPageParams(searchParams);
  const client = makeQueryClient();
  await Promise.all([
    client
      .fetchQuery({
        queryKey: keys.accounts.part(id, 'head'),
        queryFn: () => accountPortrait({ id }, { actor }),
      })
      .catch((error: unknown) => {
        if (error instanceof RetortError && error.code === 'not_found') notFound();
        // Anything else is shown by the page, with a way to try again.
      }),
    prefetchTab(client, id, asked, actor),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AccountClient id={id} />
    </HydrationBoundary>
  );
}

/** Next hands over the segment as it stands in the address. */
function idOf(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

async function prefetchTab(
  client: ReturnType<typeof makeQueryClient>,
  id: string,
  asked: AccountPageParams,
  actor: Actor,
): Promise<void> {
  const part = (name: string, ask: () => Promise<unknown>) =>
    client.prefetchQuery({ queryKey: keys.accounts.part(id, name), queryFn: ask });
  switch (asked.tab) {
    case 'timeline': {
      const range = timelineRangeOf(asked);
      await Promise.all([
        client
          .fetchQuery({
            queryKey: keys.accounts.part(id, 'timeline', range),
            queryFn: () => accountTimeline({ id, ...(range as object) }, { actor }),
          })
          .then(({ from, to }) => prefetchExchanges(client, id, { from, to }, EXCHANGES_BRIEF, actor))
          // What failed here is asked again by the page, which says so.
          .catch(() => undefined),
        client.prefetchInfiniteQuery({
          queryKey: keys.accounts.part(id, 'sessions', { limit: SESSIONS_A_PAGE }),
          queryFn: () => accountSessions({ id, limit: SESSIONS_A_PAGE }, { actor }),
          ...paging,
        }),
        part('breakdown', () => accountBreakdown({ id }, { actor })),
        part('indicators', () => accountIndicators({ id }, { actor })),
      ]);
      return;
    }
    case 'exchanges':
      return prefetchExchanges(
        client,
        id,
        asked.capability ? { capability: asked.capability } : {},
        EXCHANGES_FULL,
        actor,
      );
    case 'indicators':
      return part('indicators', () => accountIndicators({ id }, { actor }));
    case 'campaigns':
      return;
    case 'decisions':
      return part('history', () => accountHistory({ id }, { actor }));
  }
}

async function prefetchExchanges(
  client: ReturnType<typeof makeQueryClient>,
  id: string,
  filter: Record<string, string>,
  limit: number,
  actor: Actor,
): Promise<void> {
  await client.prefetchInfiniteQuery({
    queryKey: keys.accounts.part(id, 'exchanges', { ...filter, limit }),
    queryFn: () => accountExchanges({ ...filter, id, limit }, { actor }),
    ...paging,
  });
}
