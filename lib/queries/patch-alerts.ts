import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { AlertPage, AlertReview, AlertRow } from '@/lib/model/console/alert';
import { keys } from './keys';

/**
 * Changes rows of the queue where they stand, in every list and panel that shows them. A change that knows its version
 * never overwrites a later one: answers overtake each other.
 */
export function patchAlerts(client: QueryClient, ids: readonly string[], change: Partial<AlertRow>): void {
  const patched = <T extends AlertRow>(row: T): T =>
    ids.includes(row.id) && (change.version ?? row.version) >= row.version ? { ...row, ...change } : row;
  client.setQueriesData<InfiniteData<AlertPage, string>>(
    { queryKey: ['alerts', 'list'] },
    (data) =>
      data && { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(patched) })) },
  );
  for (const id of ids) {
    client.setQueryData<AlertReview>(keys.alerts.review(id), (review) => review && patched(review));
  }
}
