'use client';

import { useQueryStates } from 'nuqs';
import { BATCH_TABLE } from '@/components/batch/batch-columns';
import { STATUS_WORDS } from '@/components/batch/words';
import { PageFrame } from '@/components/frame/page-frame';
import { DataTable } from '@/components/tables/data-table';
import { useMore } from '@/components/tables/use-more';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Empty } from '@/components/ui/empty';
import { Failure } from '@/components/ui/failure';
import { spelled } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { RowSkeleton } from '@/components/ui/skeleton';
import { BATCH_STATUSES, type BatchStatus } from '@/lib/model/batch-moves';
import { rowsOf } from '@/lib/queries/pages';
import { useBatches } from '@/lib/queries/use-batches';
import { batchFilterOf, batchParams } from './search-params';

export function BatchesClient() {
  const [params, setParams] = useQueryStates(batchParams, { history: 'replace' });
  const list = useBatches(batchFilterOf(params));
  const rows = rowsOf(list.data);
  const more = useMore(list, 'batches');
  const narrowed = params.status.length > 0 || params.mine !== null;
  const toggle = (status: BatchStatus) => {
    const next = params.status.includes(status)
      ? params.status.filter((one) => one !== status)
      : [...params.status, status];
    void setParams({ status: next.length > 0 ? next : null });
  };
  return (
    <PageFrame crumbs={[{ label: 'Batches' }]} fit>
      <h1 className="sr-only">Batches</h1>
      <div className="flex min-h-11 flex-wrap items-center gap-1.5 border-b px-5 py-2 max-sm:px-3">
        {BATCH_STATUSES.map((status) => (
          <Chip key={status} on={params.status.includes(status)} onClick={() => toggle(status)}>
            {spelled(STATUS_WORDS[status])}
          </Chip>
        ))}
        <span className="ml-auto">
          <Chip on={params.mine === '1'} onClick={() => void setParams({ mine: params.mine ? null : '1' })}>
            Asked by me
          </Chip>
        </span>
      </div>
      {list.isPending ? (
        <RowSkeleton rows={12} columns={[110, 150, 120, 200, 90, 90, 40]} />
      ) : list.isError && !list.data ? (
        <Failure what="The batches could not be loaded" error={list.error} onRetry={() => list.refetch()} />
      ) : rows.length === 0 ? (
        narrowed ? (
          <Empty
            title="No batch matches these filters"
            action={
              <Button onClick={() => void setParams({ status: null, mine: null })}>
                Take all filters away
              </Button>
            }
          />
        ) : (
          <Empty
            title="Nothing was done to a whole group yet"
            action={
              <Button asChild>
                <Link href="/campaigns">See the campaigns</Link>
              </Button>
            }
          >
            A batch verifies, throttles, suspends or bans many accounts at once. It begins at a campaign, a
            list of accounts or a shared value, shows whom it hits before anything is sent, and can be taken
            back.
          </Empty>
        )
      ) : (
        <DataTable
          label="Batches"
          columns={BATCH_TABLE}
          rows={rows}
          rowKey={(row) => row.id}
          minWidth={1080}
          stale={list.isPlaceholderData}
          {...more}
        />
      )}
    </PageFrame>
  );
}
