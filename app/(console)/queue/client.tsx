'use client';

import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { ExportMenu } from '@/components/export/export-menu';
import { PageFrame } from '@/components/frame/page-frame';
import { usePerson } from '@/components/frame/person';
import { AlertRows } from '@/components/queue/alert-rows';
import type { AskedOfMany } from '@/components/queue/batch-desk';
import { ConcernsStrip } from '@/components/queue/concerns-strip';
import { QueueEmpty } from '@/components/queue/queue-empty';
import { QueueFilter } from '@/components/queue/queue-filter';
import { ALERT_BONES } from '@/components/queue/queue-skeleton';
import { QueueTabs } from '@/components/queue/queue-tabs';
import { type Asked, ReviewPane } from '@/components/queue/review-pane';
import { useQueue } from '@/components/queue/use-queue';
import { ShowMore } from '@/components/tables/show-more';
import { cn } from '@/components/ui/cn';
import { Failure } from '@/components/ui/failure';
import { RowSkeleton } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { useAhead } from '@/components/ui/use-ahead';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { may } from '@/lib/model/access';
import { isHeld } from '@/lib/model/queue';
import { pathWith } from '@/lib/queries/fetch';
import { askedCounts } from '@/lib/queries/use-alerts';
import { queueFilterOf, queueParams } from './search-params';

const BAR = 'min-h-11 shrink-0 border-b bg-accent-soft';
const OneDialogs = dynamic(() => import('@/components/queue/one-dialogs').then((part) => part.OneDialogs), {
  ssr: false,
});
const BatchDesk = dynamic(() => import('@/components/queue/batch-desk').then((part) => part.BatchDesk), {
  ssr: false,
  loading: () => <div className={BAR} />,
});
const KeysSheet = dynamic(() => import('@/components/queue/keys-sheet').then((part) => part.KeysSheet), {
  ssr: false,
});
const ViewsDialog = dynamic(
  () => import('@/components/queue/views-dialog').then((part) => part.ViewsDialog),
  {
    ssr: false,
  },
);

const AHEAD = [
  () => import('@/components/queue/one-dialogs'),
  () => import('@/components/queue/batch-desk'),
  () => import('@/components/queue/keys-sheet'),
  () => import('@/components/queue/views-dialog'),
];

export function QueueClient() {
  const person = usePerson();
  const client = useQueryClient();
  const actor = { kind: 'person', ...person } as const;
  const mayTriage = may(actor, 'alert.triage');
  const mayDecide = may(actor, 'campaign.decide');
  const mayBan = may(actor, 'batch.request');
  const [params, setParams] = useQueryStates(queueParams, { history: 'replace' });
  const filter = queueFilterOf(params);
  const queue = useQueue(filter, params.alert, (alert) => void setParams({ alert }));
  const [asked, setAsked] = useState<Asked | null>(null);
  const [askedOfMany, setAskedOfMany] = useState<AskedOfMany | null>(null);
  const [shown, setShown] = useState<'keys' | 'views' | null>(null);
  useAhead(AHEAD);
  const { review, selection } = queue;
  const many = selection.size > 0;

  /** Asks about all that are selected, else about the alert in the panel. */
  const ask = (what: Asked) => {
    const allowed = what === 'confirm' || what === 'dismiss' ? mayDecide : mayTriage;
    if (!allowed) return;
    if (!many) return review && (what === 'note' || review.status === 'open') ? setAsked(what) : undefined;
    if (what === 'confirm' || what === 'note') {
      return toast.note(
        'One at a time.',
        'Confirming and notes are about one campaign: Esc selects nothing.',
      );
    }
    setAskedOfMany(what);
  };
  const snooze = () =>
    !many && mayTriage && isHeld(review?.snoozed_until, Date.now())
      ? queue.act({ verb: 'wake' }, 'It is open again.')
      : ask('snooze');
  const tick = (id: string, range: boolean) => selection.toggle(id, range);
  const takeAll = async () => {
    const { at, newest_at, matching } = await askedCounts(client, filter);
    selection.takeWhole({ filter, cutoff: { at, newest: newest_at ?? at }, total: matching });
  };

  useHotkeys({
    j: (event) => queue.step(1, mayTriage && event.shiftKey),
    k: (event) => queue.step(-1, mayTriage && event.shiftKey),
    arrowdown: (event) => queue.step(1, mayTriage && event.shiftKey),
    arrowup: (event) => queue.step(-1, mayTriage && event.shiftKey),
    x: (event) => (mayTriage && queue.selected ? tick(queue.selected, event.shiftKey) : undefined),
    escape: () => selection.clear(),
    r: () => (mayTriage && !many ? queue.reviewNext() : undefined),
    u: () => void queue.refresh(),
    o: () => queue.openCampaign(),
    c: () => ask('confirm'),
    d: () => ask('dismiss'),
    // Releasing and waking many ask nothing first: the bar over the rows does them itself.
    ...(many && params.view === 'snoozed' ? {} : { s: snooze }),
    ...(many ? {} : { a: () => (mayTriage && review?.status === 'open' ? queue.toggleClaim() : undefined) }),
    b: () => (mayBan && !many ? queue.banAccounts() : undefined),
    g: () => ask('assign'),
    n: () => ask('note'),
    v: () => setShown('views'),
    '?': () => setShown('keys'),
  });

  const address = new URLSearchParams(useSearchParams());
  address.delete('alert');
  const filtered =
    params.kind.length + params.severity.length + params.assignee.length > 0 ||
    params.capability !== null ||
    params.due !== null;
  return (
    <PageFrame crumbs={[{ label: 'Queue' }]} fit>
      <h1 className="sr-only">Queue</h1>
      <p role="status" className="sr-only">
        {many ? `${selection.size} selected` : ''}
      </p>
      <QueueTabs
        view={params.view}
        counts={queue.counts}
        news={queue.news}
        onNew={() => void queue.refresh()}
        onView={(view) => void setParams({ view, alert: null })}
        onReviewNext={mayTriage ? queue.reviewNext : null}
        busy={queue.busy}
      />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_426px] max-xl:grid-cols-[minmax(0,1fr)_380px] max-lg:block">
        <section
          aria-label="Alerts"
          className={cn('flex min-h-0 min-w-0 flex-col', params.alert && 'max-lg:hidden')}
        >
          {many ? (
            <BatchDesk
              queue={queue}
              asked={askedOfMany}
              onAsk={setAskedOfMany}
              mayDecide={mayDecide}
              onTakeAll={() =>
                takeAll().catch((error: Error) => toast.failed('Not all were selected.', error.message))
              }
            />
          ) : (
            <QueueFilter
              params={params}
              counts={queue.counts}
              onChange={(change) => void setParams({ ...change, alert: null })}
              action={<ExportMenu list="alerts" what="alerts" filter={filter} />}
              onViews={() => setShown('views')}
              onKeys={() => setShown('keys')}
            />
          )}
          {params.view === 'mine' && !many ? <ConcernsStrip /> : null}
          <div ref={queue.scroller} className="min-h-0 flex-1 overflow-y-auto">
            {queue.list.isPending ? (
              <RowSkeleton rows={14} columns={ALERT_BONES} />
            ) : queue.list.isError && queue.rows.length === 0 ? (
              <Failure
                what="The queue could not be loaded"
                error={queue.list.error}
                onRetry={() => queue.list.refetch()}
              />
            ) : queue.rows.length === 0 ? (
              <QueueEmpty
                view={params.view}
                filtered={filtered}
                counts={queue.counts}
                onChange={(change) => void setParams({ ...change, alert: null })}
                onView={(view) => void setParams({ view, alert: null })}
              />
            ) : (
              <AlertRows
                rows={queue.rows}
                selected={queue.selected}
                hrefOf={(id) => pathWith('/queue', { ...Object.fromEntries(address), alert: id })}
                onSelect={(alert) => void setParams({ alert })}
                onOpen={queue.openCampaign}
                ticks={
                  mayTriage
                    ? {
                        ids: selection.ids,
                        full: selection.full,
                        onTick: tick,
                        onTickAll: (on) => (on ? selection.takeShown() : selection.clear()),
                      }
                    : null
                }
                self={person.id}
                groups={params.sort === 'severity' ? (queue.counts?.severities ?? {}) : null}
                stale={queue.list.isPlaceholderData}
              />
            )}
            {queue.list.hasNextPage ? (
              <div className="px-5 pb-4">
                <ShowMore list={queue.list}>Show more</ShowMore>
              </div>
            ) : null}
          </div>
        </section>
        <ReviewPane
          queue={queue}
          shownOnNarrow={params.alert !== null}
          mayTriage={mayTriage}
          mayDecide={mayDecide}
          mayBan={mayBan}
          onAsk={setAsked}
          onBack={() => void setParams({ alert: null })}
        />
      </div>
      {asked && review ? (
        <OneDialogs
          review={review}
          asked={asked}
          onClose={() => setAsked(null)}
          onDone={() => queue.step(1)}
        />
      ) : null}
      {shown === 'keys' ? <KeysSheet onClose={() => setShown(null)} /> : null}
      {shown === 'views' ? (
        <ViewsDialog page="queue" query={address.toString()} onClose={() => setShown(null)} />
      ) : null}
    </PageFrame>
  );
}
