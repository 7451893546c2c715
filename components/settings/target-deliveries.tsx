'use client';

import { useState } from 'react';
import { PanelSkeleton } from '@/components/account/account-skeleton';
import { NUMERIC } from '@/components/account/cells';
import { RegionTable } from '@/components/tables/region-table';
import { ShowMore } from '@/components/tables/show-more';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Failure } from '@/components/ui/failure';
import { count, moment, plural, spelled } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { FailedNote } from '@/components/ui/note';
import { Segmented } from '@/components/ui/segmented';
import { Tag } from '@/components/ui/tag';
import { Ago } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { DeliveryRow, TargetRow } from '@/lib/model/console/target';
import type { DeliveryStatus } from '@/lib/model/target';
import { useDeliveries, useReplayTarget, useRetryOrder } from '@/lib/queries/use-targets';
import { DELIVERY_WORDS } from './target-words';

const FILTERS = [
  { value: 'all', label: 'All' },
  { value: 'pending', label: 'Waiting' },
  { value: 'delivered', label: 'Taken' },
  { value: 'dead', label: 'Dead letters' },
] as const;
type Filter = (typeof FILTERS)[number]['value'];

/** What became of the orders of one target, newest first; dead letters are sent again from here. */
export function DeliveriesDialog({
  target,
  first,
  onClose,
}: {
  target: TargetRow;
  first: DeliveryStatus | null;
  onClose: () => void;
}) {
  const [filter, setFilter] = useState<Filter>(first === 'dead' ? 'dead' : 'all');
  const list = useDeliveries(target.id, filter === 'all' ? null : filter);
  const rows = list.data?.pages.flatMap(({ items }) => items);
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? null : onClose())}
      title={
        <>
          Orders for <UntrustedText max={60}>{target.name}</UntrustedText>
        </>
      }
      description={`${count(target.waiting)} waiting, ${plural(target.dead, 'dead letter')}. Newest first.`}
    >
      <div className="mt-3 flex flex-wrap items-center justify-between gap-2">
        <Segmented label="Which orders" value={filter} options={FILTERS} onChange={setFilter} />
        {target.dead > 0 ? <ReplayAll target={target} /> : null}
      </div>
      {rows ? (
        rows.length === 0 ? (
          <p className="mt-4 mb-2 text-ink-2">
            {filter === 'all' ? 'No order was written for it yet.' : 'There is none.'}
          </p>
        ) : (
          <DeliveriesTable rows={rows} />
        )
      ) : list.error ? (
        <Failure
          what="The deliveries could not be loaded"
          error={list.error}
          onRetry={() => list.refetch()}
        />
      ) : (
        <PanelSkeleton />
      )}
      <ShowMore list={list} className="mt-3">
        Show older
      </ShowMore>
    </Dialog>
  );
}

function ReplayAll({ target }: { target: TargetRow }) {
  const replay = useReplayTarget();
  const act = () =>
    replay.mutate(target, {
      onSuccess: () =>
        toast.done('Dead letters are sent again.', 'But for those that something newer was ordered about.'),
    });
  return (
    <>
      <Button look="line" disabled={replay.isPending || target.replaying} onClick={act}>
        {target.replaying ? 'Being sent again…' : `Send all ${plural(target.dead, 'dead letter')} again`}
      </Button>
      <FailedNote what="Nothing was sent." error={replay.error} className="w-full" />
    </>
  );
}

function DeliveriesTable({ rows }: { rows: readonly DeliveryRow[] }) {
  const retry = useRetryOrder();
  const again = (order: string) =>
    retry.mutate(order, {
      onSuccess: () => toast.done('The order is sent again.'),
      onError: (error) => toast.failed('The order was not sent again.', error.message),
    });
  return (
    <RegionTable
      label="Table of deliveries"
      className="mt-2"
      table="min-w-[560px] [&_td]:h-10"
      columns={[
        'Order',
        'State',
        { label: 'Tries', numeric: true },
        { label: 'Written', numeric: true },
        { label: 'Acts', hidden: true },
      ]}
    >
      {rows.map((row) => {
        const { label, tone } = DELIVERY_WORDS[row.status];
        return (
          <tr key={row.order_id} className="border-b border-line">
            <td>
              <span className="block">
                {spelled(row.kind)} of{' '}
                <Link
                  href={`/accounts/${encodeURIComponent(row.account_id)}?tab=decisions`}
                  className="text-accent hover:underline"
                >
                  <UntrustedText mono max={40}>
                    {row.account_id}
                  </UntrustedText>
                </Link>
              </span>
              {row.last_error ? (
                <span className="block text-small text-ink-3">
                  <UntrustedText max={160}>{row.last_error}</UntrustedText>
                </span>
              ) : null}
            </td>
            <td>
              <span className="flex flex-wrap gap-1">
                <Tag tone={tone}>{label}</Tag>
                {row.test ? <Tag tone="info">test</Tag> : null}
              </span>
              {row.status === 'pending' && row.attempts > 0 && row.due_at ? (
                <span className="block text-small text-ink-3">again at {moment(row.due_at)}</span>
              ) : null}
            </td>
            <td className={NUMERIC}>{row.attempts}</td>
            <td className={NUMERIC}>
              <Ago time={row.created_at} />
            </td>
            <td className={NUMERIC}>
              {row.status === 'dead' ? (
                <Button
                  look="ghost"
                  aria-label={`Send the ${row.kind} of ${row.account_id} again`}
                  disabled={retry.isPending}
                  onClick={() => again(row.order_id)}
                >
                  Send again
                </Button>
              ) : null}
            </td>
          </tr>
        );
      })}
    </RegionTable>
  );
}
