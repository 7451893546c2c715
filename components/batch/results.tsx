'use client';

import { useRouter } from 'next/navigation';
import { parseAsNativeArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ExportMenu } from '@/components/export/export-menu';
import { type Column, DataTable } from '@/components/tables/data-table';
import { useMore } from '@/components/tables/use-more';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Empty } from '@/components/ui/empty';
import { Failure } from '@/components/ui/failure';
import { count, plural, spelled } from '@/components/ui/format';
import { RowSkeleton } from '@/components/ui/skeleton';
import type { BatchAccount, BatchWhole } from '@/lib/model/batch';
import { BATCH_RESULTS, type BatchResult } from '@/lib/model/batch-moves';
import { rowsOf } from '@/lib/queries/pages';
import { useBatchAccounts } from '@/lib/queries/use-batches';
import { ReverseDialog } from './batch-acts';
import { RESULT_TABLE } from './result-columns';
import { RESULT_WORDS } from './words';

const resultParams = {
  result: parseAsStringLiteral(BATCH_RESULTS),
  pick: parseAsNativeArrayOf(parseAsString),
};

/** While a batch runs, its rows are asked again this often. */
const RUNNING_MS = 3_000;

/** What became of every account, by result; those that were done can be marked and taken back. */
export function Results({ batch }: { batch: BatchWhole }) {
  const [{ result, pick }, setParams] = useQueryStates(resultParams, { history: 'replace' });
  const [reversing, setReversing] = useState(false);
  const router = useRouter();
  const list = useBatchAccounts(
    batch.id,
    result ? { result } : {},
    batch.status === 'running' && pick.length === 0 ? RUNNING_MS : false,
  );
  const rows = rowsOf(list.data);
  const { refetch } = list;
  const seen = useRef(batch.status);
  useEffect(() => {
    // What the last chunk did comes after the last time that the rows were asked for.
    if (seen.current !== batch.status) void refetch();
    seen.current = batch.status;
  }, [batch.status, refetch]);
  const more = useMore(list, 'accounts');
  const { progress } = batch;
  const counts: Record<BatchResult, number> = { ...progress, left_out: batch.left_out };
  const mayReverse = batch.acts.reverse === null;
  const columns = useMemo(
    () =>
      mayReverse
        ? [
            pickColumn(
              pick,
              (id) =>
                void setParams({
                  pick: pick.includes(id) ? pick.filter((one) => one !== id) : [...pick, id],
                }),
            ),
            ...RESULT_TABLE,
          ]
        : RESULT_TABLE,
    [mayReverse, pick, setParams],
  );
  return (
    <section aria-label="What became of every account" className="flex min-h-0 min-w-0 flex-col">
      <div className="flex min-h-11 flex-wrap items-center gap-1.5 border-b px-5 py-2 max-sm:px-3">
        <Chip on={result === null} onClick={() => void setParams({ result: null })}>
          All
        </Chip>
        {BATCH_RESULTS.filter((one) => counts[one] > 0 || one === result).map((one) => (
          <Chip
            key={one}
            on={result === one}
            onClick={() => void setParams({ result: result === one ? null : one })}
          >
            {spelled(RESULT_WORDS[one])}
            <span className="text-ink-3">{count(counts[one])}</span>
          </Chip>
        ))}
        <span className="ml-auto" />
        <ExportMenu
          list="batch-accounts"
          what="accounts"
          filter={{ batch_id: batch.id, ...(result ? { result } : {}) }}
        />
      </div>
      {list.isPending ? (
        <RowSkeleton rows={12} columns={[90, 200, 80, 60]} />
      ) : list.isError && !list.data ? (
        <Failure what="The accounts could not be loaded" error={list.error} onRetry={() => list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty title="No account has this result">
          <Button className="mt-2" onClick={() => void setParams({ result: null })}>
            Show all
          </Button>
        </Empty>
      ) : (
        <DataTable
          label="Accounts of the batch"
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          total={list.data?.pages[0]?.total ?? null}
          minWidth={812}
          stale={list.isPlaceholderData}
          {...more}
        />
      )}
      {pick.length > 0 ? (
        <div className="flex h-11 shrink-0 items-center gap-2 border-t bg-ground px-5 max-sm:px-3">
          <span role="status">
            <b className="font-medium">{count(pick.length)}</b> marked
          </span>
          <span className="ml-auto" />
          <Button look="ghost" onClick={() => void setParams({ pick: null })}>
            Clear
          </Button>
          <Button look="primary" onClick={() => setReversing(true)}>
            Reinstate {plural(pick.length, 'account')}…
          </Button>
        </div>
      ) : null}
      {reversing ? (
        <ReverseDialog
          batch={batch}
          ids={pick}
          onClose={() => setReversing(false)}
          onDone={(id) => router.push(`/batches/${encodeURIComponent(id)}`)}
        />
      ) : null}
    </section>
  );
}

function pickColumn(pick: readonly string[], toggle: (id: string) => void): Column<BatchAccount> {
  return {
    id: 'pick',
    header: <span className="sr-only">Marked</span>,
    width: '18px',
    cell: (row) =>
      row.result === 'applied' && row.reversed_at === null ? (
        <input
          type="checkbox"
          aria-label={`Mark ${row.id} to be reinstated`}
          checked={pick.includes(row.id)}
          onChange={() => toggle(row.id)}
          className="relative z-10 size-3.5"
        />
      ) : null,
  };
}
