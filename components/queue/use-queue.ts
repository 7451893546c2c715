'use client';

import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { newBatchHref } from '@/components/batch/scope';
import { usePerson } from '@/components/frame/person';
import { useNow } from '@/components/ui/now';
import { toast } from '@/components/ui/toast';
import type { AlertPage, AlertRow } from '@/lib/model/console/alert';
import { isHeld, RENEW_BELOW_MS } from '@/lib/model/queue';
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
import { useLookingAt, usePresence } from '@/lib/queries/use-presence';
import { type TriageAct, useReviewNext, useTriage } from '@/lib/queries/use-triage';
import { useSelection } from './use-selection';

/**
 * The state of the queue page: its rows, the alert in the panel (the first one until a person chose), what is selected,
 * who else looks, what came in since the rows were read, and the moves between them.
 */
export function useQueue(filter: Params, chosen: string | null, choose: (id: string) => void) {
  const client = useQueryClient();
  const router = useRouter();
  const person = usePerson();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useAlerts(filter);
  const listed = rowsOf(list.data);
  const selected = chosen ?? listed[0]?.id ?? null;
  const reviewing = useAlertReview(selected);
  const review = reviewing.data;
  // The panel is asked for later than the row: what it knows better, the row shows too.
  const rows = listed.map((row) =>
    review && row.id === review.id && review.version >= row.version ? { ...row, ...shownOf(review) } : row,
  );
  const selection = useSelection(rows, filter);
  const resting = selection.size > 0;
  const { data: counts } = useAlertCounts(filter, resting);
  const cutoff = list.isPlaceholderData ? null : (list.data?.pages[0]?.cutoff ?? null);
  const news = useAlertNews(filter, cutoff, resting).data?.count ?? 0;
  const triage = useTriage();
  const next = useReviewNext();
  const others = useOthers(selected, review?.version);
  useRenewal(review);

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

  const linkOf = (id: string) =>
    scroller.current?.querySelector<HTMLElement>(`[data-alert="${CSS.escape(id)}"] a`);
  const step = (by: 1 | -1, extending = false) => {
    const to = rows[index + by];
    if (to) {
      if (extending && selected) selection.extend(selected, to.id);
      choose(to.id);
      linkOf(to.id)?.focus({ preventScroll: true });
    } else if (by === 1 && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  };

  /** Reads the rows anew, because a person asked for it; what stands stays until they are there. */
  const refresh = async () => {
    selection.clear();
    const queryKey = keys.alerts.list(filter);
    client.setQueryData<InfiniteData<AlertPage, string>>(
      queryKey,
      (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    );
    await Promise.all([
      client.invalidateQueries({ queryKey: ['alerts', 'counts'] }),
      client.invalidateQueries({ queryKey, exact: true }),
    ]);
    scroller.current?.scrollTo({ top: 0 });
  };

  const reviewNext = () => {
    if (next.isPending) return;
    next.mutate(filter, {
      onSuccess: (alert) => {
        if (!alert) return toast.note('Nobody waits.', 'Every open alert here is held, assigned or decided.');
        choose(alert.id);
        linkOf(alert.id)?.focus({ preventScroll: true });
        void client.invalidateQueries({ queryKey: keys.alerts.review(alert.id) });
      },
      onError: (error) => toast.failed('Nothing was claimed.', error.message),
    });
  };

  /** Does something with the alert in the panel. */
  const act = (deed: TriageAct, done: string | null = null) => {
    if (!review || triage.isPending) return;
    triage.mutate(
      { alert: review, act: deed },
      {
        onSuccess: () => (done ? toast.done(done) : undefined),
        onError: (error) => toast.failed('Nothing was changed.', error.message),
      },
    );
  };

  const toggleClaim = () => {
    if (!review) return;
    if (review.claim?.person.id === person.id && isHeld(review.claim.until, Date.now()))
      return act({ verb: 'release' });
    act({ verb: 'claim', take_over: isHeld(review.claim?.until, Date.now()) });
  };

  const openCampaign = () => {
    const campaign = review?.campaign ?? rows[index]?.campaign;
    if (campaign) router.push(`/campaigns/${encodeURIComponent(campaign.id)}`);
  };

  const banAccounts = () => {
    const campaign = review?.campaign ?? rows[index]?.campaign;
    if (campaign) router.push(newBatchHref({ campaign_id: campaign.id }, 'ban'));
  };

  return {
    filter,
    list,
    rows,
    counts,
    news,
    selected,
    selection,
    reviewing,
    review,
    others,
    scroller,
    busy: next.isPending || triage.isPending,
    step,
    refresh,
    reviewNext,
    act,
    toggleClaim,
    openCampaign,
    banAccounts,
  };
}

export type Queue = ReturnType<typeof useQueue>;

function shownOf({ status, assignee, claim, snoozed_until, version }: AlertRow) {
  return { status, assignee, claim, snoozed_until, version };
}

/** Who else has this alert open. When one of them changed it, the panel is asked anew. */
function useOthers(alert: string | null, version: number | undefined) {
  const client = useQueryClient();
  useLookingAt(alert);
  const { data } = usePresence();
  const now = data?.looking_at;
  const changed = now && now.id === alert && version !== undefined && now.version > version;
  useEffect(() => {
    if (changed && alert) void client.invalidateQueries({ queryKey: keys.alerts.review(alert) });
  }, [client, changed, alert]);
  return data?.here.filter((person) => alert !== null && person.alerts.includes(alert)) ?? [];
}

/** Prolongs one's own claim on the alert in the panel while this window is seen; tries once for each tick of the clock. */
function useRenewal(review: AlertRow | undefined) {
  const { mutate } = useTriage();
  const self = usePerson().id;
  const now = useNow();
  const tried = useRef(0);
  const until = review?.status === 'open' && review.claim?.person.id === self ? review.claim.until : null;
  const ends = until !== null && Date.parse(until) - now < RENEW_BELOW_MS;
  useEffect(() => {
    if (!review || !ends || tried.current === now || document.visibilityState !== 'visible') return;
    tried.current = now;
    mutate({ alert: review, act: { verb: 'renew' } });
  }, [ends, mutate, now, review]);
}
