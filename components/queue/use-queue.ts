'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { usePerson } from '@/components/frame/person';
import { toast } from '@/components/ui/toast';
import type { Params } from '@/lib/queries/fetch';
import { keys } from '@/lib/queries/keys';
import { rowsOf } from '@/lib/queries/pages';
import {
  reviewQuery,
  useAlertCounts,
  useAlertNews,
  useAlertReview,
  useAlerts,
} from '@/lib/queries/use-alerts';
import { useClaim } from '@/lib/queries/use-claim';
import { useReviewNext } from '@/lib/queries/use-review-next';

/**
 * The state of the queue page: its rows, the alert in the panel (the first one until a person chose), what came in
 * since the rows were read, and the moves between them.
 */
export function useQueue(filter: Params, chosen: string | null, choose: (id: string) => void) {
  const client = useQueryClient();
  const router = useRouter();
  const person = usePerson();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useAlerts(filter);
  const { data: counts } = useAlertCounts(filter);
  const listed = rowsOf(list.data);
  const selected = chosen ?? listed[0]?.id ?? null;
  const reviewing = useAlertReview(selected);
  const review = reviewing.data;
  // The panel is asked for later than the row: what it knows better, the row shows too.
  const rows = listed.map((row) =>
    row.id === review?.id
      ? { ...row, status: review.status, assignee: review.assignee, version: review.version }
      : row,
  );
  const claim = useClaim();
  const next = useReviewNext(person);

  const [since, setSince] = useState<string | null>(counts?.newest_at ?? null);
  const newest = counts?.newest_at ?? null;
  useEffect(() => setSince((known) => known ?? newest), [newest]);
  const news = useAlertNews(filter, since).data?.count ?? 0;

  const index = rows.findIndex((row) => row.id === selected);
  const following = rows[index + 1]?.id;
  useEffect(() => {
    if (following) void client.prefetchQuery(reviewQuery(following));
  }, [client, following]);
  useEffect(() => {
    if (!selected) return;
    scroller.current
      ?.querySelector(`[data-alert="${CSS.escape(selected)}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const step = (by: 1 | -1) => {
    const to = rows[index + by];
    if (to) choose(to.id);
    else if (by === 1 && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  };

  const showNew = async () => {
    if (news === 0) return;
    await client.invalidateQueries({ queryKey: ['alerts', 'counts'] });
    await client.resetQueries({ queryKey: keys.alerts.list(filter), exact: true });
    setSince(client.getQueryData<typeof counts>(keys.alerts.counts(filter))?.newest_at ?? since);
    scroller.current?.scrollTo({ top: 0 });
  };

  const reviewNext = () => {
    if (next.isPending) return;
    next.mutate(undefined, {
      onSuccess: (alert) => {
        if (!alert) return toast.note('Nobody waits.', 'Every open alert is claimed.');
        choose(alert.id);
        void client.invalidateQueries({ queryKey: keys.alerts.review(alert.id) });
      },
      onError: (error) => toast.failed('Nothing was claimed.', error.message),
    });
  };

  const toggleClaim = () => {
    if (!review || claim.isPending) return;
    const mine = review.assignee?.id === person.id;
    claim.mutate(
      { alert: review, person: mine ? null : { id: person.id, name: person.name } },
      {
        onError: (error) =>
          toast.failed(mine ? 'It was not released.' : 'It was not claimed.', error.message),
      },
    );
  };

  const openCampaign = () => {
    const campaign = review?.campaign ?? rows[index]?.campaign;
    if (campaign) router.push(`/campaigns/${encodeURIComponent(campaign.id)}`);
  };

  return {
    list,
    rows,
    counts,
    news,
    selected,
    reviewing,
    review,
    scroller,
    busy: next.isPending || claim.isPending,
    step,
    showNew,
    reviewNext,
    toggleClaim,
    openCampaign,
  };
}

export type Queue = ReturnType<typeof useQueue>;
