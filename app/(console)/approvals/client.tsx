'use client';

import { useQueryState } from 'nuqs';
import { Request } from '@/components/batch/request';
import { batchTitle } from '@/components/batch/words';
import { PageFrame } from '@/components/frame/page-frame';
import { usePerson } from '@/components/frame/person';
import { ShowMore } from '@/components/tables/show-more';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Empty } from '@/components/ui/empty';
import { Failure } from '@/components/ui/failure';
import { count, due } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Note } from '@/components/ui/note';
import { useNow } from '@/components/ui/now';
import { RowSkeleton } from '@/components/ui/skeleton';
import { Tag } from '@/components/ui/tag';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import type { BatchItem } from '@/lib/model/batch';
import { rowsOf } from '@/lib/queries/pages';
import { useBatch, useBatches } from '@/lib/queries/use-batches';
import { approvalParams, WAITING } from './search-params';

export function ApprovalsClient() {
  const [chosen, setChosen] = useQueryState('batch', approvalParams.batch);
  const list = useBatches(WAITING);
  const items = rowsOf(list.data);
  const current = chosen || items[0]?.id || '';
  const step = (by: number) => {
    const at = items.findIndex(({ id }) => id === current);
    const next = items[at + by];
    if (next) void setChosen(next.id);
  };
  useHotkeys({ j: () => step(1), k: () => step(-1) });
  return (
    <PageFrame crumbs={[{ label: 'Approvals' }]}>
      <h1 className="sr-only">Approvals</h1>
      {list.isPending ? (
        <RowSkeleton rows={10} columns={[220, 120, 80]} />
      ) : list.isError && !list.data ? (
        <Failure what="The requests could not be loaded" error={list.error} onRetry={() => list.refetch()} />
      ) : items.length === 0 && !chosen ? (
        <Empty
          title="Nothing waits for a second person"
          action={
            <Button asChild>
              <Link href="/batches">See all batches</Link>
            </Button>
          }
        >
          Batches of many accounts, and those with accounts that look innocent, stand here until somebody who
          did not ask for them agrees or declines.
        </Empty>
      ) : (
        <>
          <nav aria-label="What waits" className="border-b">
            <ul>
              {items.map((item) => (
                <Waiting
                  key={item.id}
                  item={item}
                  current={item.id === current}
                  onChoose={() => void setChosen(item.id)}
                />
              ))}
            </ul>
            {list.hasNextPage ? (
              <div className="px-5 py-2">
                <ShowMore list={list}>Show older ones</ShowMore>
              </div>
            ) : null}
          </nav>
          {current ? <Chosen key={current} id={current} /> : null}
        </>
      )}
    </PageFrame>
  );
}

function Waiting({ item, current, onChoose }: { item: BatchItem; current: boolean; onChoose: () => void }) {
  const person = usePerson();
  const now = useNow();
  const mine = item.requested_by.id === person.id;
  const left = item.expires_at ? due(item.expires_at, now) : null;
  return (
    <li
      className={cn(
        'relative flex min-h-8 flex-wrap items-center gap-x-3 px-5 py-1 max-sm:px-3',
        current
          ? 'bg-accent-soft shadow-[inset_2px_0_0_var(--accent)]'
          : 'hover:bg-hover has-[a:focus-visible]:bg-accent-soft',
      )}
    >
      <Link
        href={`/approvals?batch=${encodeURIComponent(item.id)}`}
        prefetch={false}
        aria-current={current ? 'true' : undefined}
        onNavigate={(event) => {
          event.preventDefault();
          onChoose();
        }}
        className="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
      >
        {batchTitle(item)}
      </Link>
      {item.progress.innocent > 0 ? (
        <Tag tone="warn">{count(item.progress.innocent)} look innocent</Tag>
      ) : null}
      {item.campaign ? (
        <span className="min-w-0 clip text-ink-2">
          <UntrustedText max={60}>{item.campaign.title}</UntrustedText>
        </span>
      ) : null}
      <span className="ml-auto flex items-center gap-3 text-small text-ink-3">
        {mine ? <Tag tone="hollow">your own request</Tag> : null}
        <span>
          by <UntrustedText max={40}>{item.requested_by.name}</UntrustedText>
        </span>
        {left ? (
          <span className={cn(left.tone !== 'calm' && 'font-medium text-high')}>expires {left.text}</span>
        ) : null}
      </span>
    </li>
  );
}

function Chosen({ id }: { id: string }) {
  const { data: batch, error, refetch } = useBatch(id);
  if (!batch)
    return error ? (
      <Failure what="The request could not be loaded" error={error} onRetry={() => refetch()} />
    ) : (
      <RowSkeleton rows={10} columns={[60, 220]} />
    );
  return (
    <section aria-label={batchTitle(batch)}>
      <div className="px-5 pt-4 max-sm:px-3">
        <h2 className="text-title font-semibold">{batchTitle(batch)}</h2>
        {batch.status === 'waiting' ? null : (
          <Note kind="info" className="mt-2">
            <b>This no longer waits.</b>{' '}
            <Link href={`/batches/${encodeURIComponent(id)}`} className="text-accent hover:underline">
              See what became of it
            </Link>
          </Note>
        )}
      </div>
      <Request batch={batch} />
    </section>
  );
}
