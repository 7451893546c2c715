'use client';

import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { auditTable } from '@/components/audit/audit-columns';
import { AuditFilterBar } from '@/components/audit/audit-filter';
import { ChainSign } from '@/components/audit/chain-sign';
import { PageFrame } from '@/components/frame/page-frame';
import { DataTable } from '@/components/tables/data-table';
import { useMore } from '@/components/tables/use-more';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Empty } from '@/components/ui/empty';
import { Failure } from '@/components/ui/failure';
import { Bone, RowSkeleton } from '@/components/ui/skeleton';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { pathWith } from '@/lib/queries/fetch';
import { rowsOf } from '@/lib/queries/pages';
import { useAudit, useAuditFacets } from '@/lib/queries/use-audit';
import { auditFilterOf, auditParams } from './search-params';

const EntryPanel = dynamic(() => import('@/components/audit/entry-panel').then((part) => part.EntryPanel), {
  loading: () => (
    <div role="status" aria-label="Loading" className="space-y-[22px] px-5 py-5">
      <Bone width="72%" />
      <Bone width="90%" />
    </div>
  ),
});

const NO_FILTER = { actor: null, verb: null, entity: null, thing: null, from: null, to: null };

export function AuditClient() {
  const [params, setParams] = useQueryStates(auditParams, { history: 'replace' });
  const { entry } = params;
  const filter = auditFilterOf(params);
  const list = useAudit(filter);
  const { data: facets } = useAuditFacets();
  const rows = rowsOf(list.data);
  const more = useMore(list, 'entries');
  const columns = useMemo(
    () =>
      auditTable(
        (seq) => pathWith('/audit', { ...params, verb: params.verb.join(','), entry: seq }),
        params.entry,
        (seq) => void setParams({ entry: seq }),
      ),
    [params, setParams],
  );
  const close = () => void setParams({ entry: null });
  useHotkeys({ escape: close }, entry !== '');
  return (
    <PageFrame crumbs={[{ label: 'Audit' }]} fit>
      <h1 className="sr-only">Audit</h1>
      <ChainSign />
      <AuditFilterBar
        params={params}
        facets={facets}
        filter={filter}
        onChange={(change) => void setParams(change)}
      />
      <div
        className={cn(
          'grid min-h-0 flex-1',
          entry && 'grid-cols-[minmax(0,15fr)_minmax(0,8fr)] max-xl:grid-cols-1',
        )}
      >
        <section aria-label="Entries" className="flex min-h-0 min-w-0 flex-col">
          {list.isPending ? (
            <RowSkeleton rows={16} columns={[120, 200, 300, 48]} />
          ) : list.isError && !list.data ? (
            <Failure
              what="The audit log could not be loaded"
              error={list.error}
              onRetry={() => list.refetch()}
            />
          ) : rows.length === 0 ? (
            <Empty
              title="Nothing in the log matches these filters"
              action={<Button onClick={() => void setParams(NO_FILTER)}>Take all filters away</Button>}
            >
              Every act and every reveal of prompt text is in the log: what is not here was not done.
            </Empty>
          ) : (
            <DataTable
              label="Audit log"
              columns={columns}
              rows={rows}
              rowKey={(row) => row.seq}
              minWidth={entry ? 720 : 860}
              stale={list.isPlaceholderData}
              {...more}
            />
          )}
        </section>
        {entry ? (
          <div className="min-h-0 overflow-auto border-l max-xl:order-first max-xl:border-b max-xl:border-l-0">
            <EntryPanel
              seq={entry}
              onClose={close}
              onActor={(actor) => void setParams({ ...NO_FILTER, actor })}
              onThing={(entity, thing) => void setParams({ ...NO_FILTER, entity, thing })}
            />
          </div>
        ) : null}
      </div>
    </PageFrame>
  );
}
