'use client';

import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { DecideDialog } from '@/components/campaign/decide-dialog';
import { PageFrame } from '@/components/frame/page-frame';
import { usePerson } from '@/components/frame/person';
import { AlertRows } from '@/components/queue/alert-rows';
import { KeysSheet } from '@/components/queue/keys-sheet';
import { QueueEmpty } from '@/components/queue/queue-empty';
import { QueueFilter } from '@/components/queue/queue-filter';
import { QueueTabs } from '@/components/queue/queue-tabs';
import { ReviewPane } from '@/components/queue/review-pane';
import { useQueue } from '@/components/queue/use-queue';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Failure } from '@/components/ui/failure';
import { RowSkeleton } from '@/components/ui/skeleton';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { may } from '@/lib/model/access';
import { pathWith } from '@/lib/queries/fetch';
import { queueFilterOf, queueParams } from './search-params';

export function QueueClient() {
  const person = usePerson();
  const actor = { kind: 'person', ...person } as const;
  const mayTriage = may(actor, 'alert.triage');
  const mayDecide = may(actor, 'campaign.decide');
  const [params, setParams] = useQueryStates(queueParams, { history: 'replace' });
  const filter = queueFilterOf(params);
  const queue = useQueue(filter, params.alert, (alert) => void setParams({ alert }));
  const [deciding, setDeciding] = useState<'confirm' | 'dismiss' | null>(null);
  const [keysShown, setKeysShown] = useState(false);
  const { review } = queue;
  const open = review?.status === 'open';

  useHotkeys({
    j: () => queue.step(1),
    k: () => queue.step(-1),
    arrowdown: () => queue.step(1),
    arrowup: () => queue.step(-1),
    r: () => (mayTriage ? queue.reviewNext() : undefined),
    n: () => queue.showNew(),
    o: () => queue.openCampaign(),
    c: () => (review && mayDecide ? setDeciding('confirm') : undefined),
    d: () => (review && mayDecide ? setDeciding('dismiss') : undefined),
    a: () => (open && mayTriage ? queue.toggleClaim() : undefined),
    '?': () => setKeysShown(true),
  });

  const filtered =
    params.kind.length + params.severity.length > 0 || params.capability !== null || params.due !== null;
  return (
    <PageFrame crumbs={[{ label: 'Queue' }]} fit>
      <h1 className="sr-only">Queue</h1>
      <QueueTabs
        view={params.view}
        counts={queue.counts}
        news={queue.news}
        onNew={queue.showNew}
        onView={(view) => void setParams({ view, alert: null })}
        onReviewNext={mayTriage ? queue.reviewNext : null}
        busy={queue.busy}
      />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_426px] max-xl:grid-cols-[minmax(0,1fr)_380px] max-lg:block">
        <section
          aria-label="Alerts"
          className={cn('flex min-h-0 min-w-0 flex-col', params.alert && 'max-lg:hidden')}
        >
          <QueueFilter
            params={params}
            counts={queue.counts}
            onChange={(change) => void setParams({ ...change, alert: null })}
            onKeys={() => setKeysShown(true)}
          />
          <div ref={queue.scroller} className="min-h-0 flex-1 overflow-y-auto">
            {queue.list.isPending ? (
              <RowSkeleton rows={14} columns={[102, 108, 34, 56, 20]} />
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
                hrefOf={(id) => pathWith('/queue', { ...filter, alert: id })}
                onSelect={(alert) => void setParams({ alert })}
                groups={params.sort === 'severity' ? (queue.counts?.severities ?? {}) : null}
                stale={queue.list.isPlaceholderData}
              />
            )}
            {queue.list.hasNextPage ? (
              <div className="px-5 pb-4">
                <Button disabled={queue.list.isFetchingNextPage} onClick={() => queue.list.fetchNextPage()}>
                  {queue.list.isFetchingNextPage ? 'Loading…' : 'Show more'}
                </Button>
              </div>
            ) : null}
          </div>
        </section>
        <ReviewPane
          queue={queue}
          shownOnNarrow={params.alert !== null}
          mayTriage={mayTriage}
          mayDecide={mayDecide}
          onDecide={setDeciding}
          onBack={() => void setParams({ alert: null })}
        />
      </div>
      {deciding && review ? (
        <DecideDialog
          campaign={review.campaign}
          kind={deciding}
          onClose={() => setDeciding(null)}
          onDecided={() => queue.step(1)}
        />
      ) : null}
      {keysShown ? <KeysSheet onClose={() => setKeysShown(false)} /> : null}
    </PageFrame>
  );
}
