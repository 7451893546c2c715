'use client';

import dynamic from 'next/dynamic';
import { PickBar, usePick } from '@/components/account/pick';
import { PageFrame } from '@/components/frame/page-frame';
import { INDICATOR_ACCOUNTS } from '@/components/indicator/account-columns';
import { IndicatorHead } from '@/components/indicator/indicator-head';
import { DataTable } from '@/components/tables/data-table';
import { useMore } from '@/components/tables/use-more';
import { Failure } from '@/components/ui/failure';
import { plural } from '@/components/ui/format';
import { Bone, RowSkeleton } from '@/components/ui/skeleton';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { IndicatorHead as Head } from '@/lib/model/console/indicator';
import { rowsOf } from '@/lib/queries/pages';
import { useIndicator, useIndicatorAccounts } from '@/lib/queries/use-indicators';

const IndicatorSide = dynamic(
  () => import('@/components/indicator/indicator-side').then((module) => module.IndicatorSide),
  { loading: () => <Bone width="70%" /> },
);

export function IndicatorClient({ name }: { name: string }) {
  const head = useIndicator(name);
  return (
    <PageFrame
      fit
      crumbs={[
        { label: 'Indicators', href: '/indicators' },
        {
          label: (
            <UntrustedText mono max={48}>
              {head.data?.label || name}
            </UntrustedText>
          ),
        },
      ]}
    >
      {head.data ? (
        <>
          <IndicatorHead head={head.data} />
          <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,15fr)_minmax(0,9fr)] max-xl:grid-cols-1">
            <Accounts name={name} head={head.data} />
            <div className="min-h-0 overflow-auto border-l px-5 py-4 max-xl:border-t max-xl:border-l-0 max-sm:px-3">
              <IndicatorSide head={head.data} />
            </div>
          </div>
        </>
      ) : head.isError ? (
        <Failure what="The value could not be loaded" error={head.error} onRetry={() => head.refetch()} />
      ) : (
        <RowSkeleton rows={12} columns={[92, 120, 92, 92, 72]} />
      )}
    </PageFrame>
  );
}

function Accounts({ name, head }: { name: string; head: Head }) {
  const list = useIndicatorAccounts(name);
  const rows = rowsOf(list.data);
  const { columns, picked, clear } = usePick(INDICATOR_ACCOUNTS, rows);
  const more = useMore(list, 'accounts');
  const sorted = list.data?.pages[0]?.sorted ?? true;
  return (
    <section aria-label="Accounts that show it" className="flex min-h-0 min-w-0 flex-col">
      <div className="flex flex-wrap items-baseline gap-x-3 px-5 pt-3 pb-1 max-sm:px-3">
        <h2 className="text-head font-semibold">{plural(head.accounts, 'account')}</h2>
        <span className="text-small text-ink-3">
          {sorted ? 'the newest to it first' : 'too many to be sorted: in the order of their keys'}
        </span>
      </div>
      {list.isPending ? (
        <RowSkeleton rows={12} columns={[92, 120, 92, 92, 72]} />
      ) : list.isError && !list.data ? (
        <Failure what="The accounts could not be loaded" error={list.error} onRetry={() => list.refetch()} />
      ) : rows.length === 0 ? (
        <p className="px-5 py-4 text-ink-2 max-sm:px-3">
          {head.watch
            ? 'Nobody has shown it. The first account that does stands here, and among the hits.'
            : 'Nobody has shown it. Watch it to hear of the first account that does.'}
        </p>
      ) : (
        <DataTable
          label="Accounts that show it"
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          total={head.accounts}
          minWidth={680}
          {...more}
        />
      )}
      <PickBar picked={picked} onClear={clear} />
    </section>
  );
}
