'use client';

import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { ScanEye } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { useContext, useState } from 'react';
import { ExportMenu } from '@/components/export/export-menu';
import { PageFrame } from '@/components/frame/page-frame';
import { PersonContext } from '@/components/frame/person';
import { HIT_TABLE } from '@/components/indicator/hit-columns';
import { INDICATOR_TABLES } from '@/components/indicator/indicator-columns';
import { IndicatorsEmpty } from '@/components/indicator/indicators-empty';
import { IndicatorsFilter } from '@/components/indicator/indicators-filter';
import { type Column, DataTable } from '@/components/tables/data-table';
import { useMore } from '@/components/tables/use-more';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { count, plural } from '@/components/ui/format';
import { Kbd } from '@/components/ui/kbd';
import { RowSkeleton } from '@/components/ui/skeleton';
import { TabBar } from '@/components/ui/tabs';
import { useAhead } from '@/components/ui/use-ahead';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { may } from '@/lib/model/access';
import type { IndicatorPage } from '@/lib/model/console/indicator';
import { rowsOf } from '@/lib/queries/pages';
import { useHits, useIndicators } from '@/lib/queries/use-indicators';
import { indicatorFilterOf, indicatorParams } from './search-params';

const WatchDialog = dynamic(
  () => import('@/components/indicator/watch-dialog').then((module) => module.WatchDialog),
  { ssr: false },
);

const AHEAD = [() => import('@/components/indicator/watch-dialog')];

const TABS = [
  { list: 'shared', label: 'Shared values' },
  { list: 'watched', label: 'Watch-list' },
  { list: 'hits', label: 'Hits' },
  { list: 'reported', label: 'Reported by others' },
] as const;

export function IndicatorsClient() {
  const [params, setParams] = useQueryStates(indicatorParams, { history: 'replace' });
  const person = useContext(PersonContext);
  const [watching, setWatching] = useState(false);
  const mayWatch = person ? may({ kind: 'person', ...person }, 'alert.triage') : false;
  useAhead(AHEAD);
  const { list: which } = params;
  const values = useIndicators(indicatorFilterOf(params));
  const first = values.data?.pages[0];
  const watch = mayWatch ? () => setWatching(true) : null;
  useHotkeys({ w: () => setWatching(true) }, mayWatch && !watching);
  const empty = (
    <IndicatorsEmpty
      list={which}
      params={params}
      first={first}
      onChange={(change) => void setParams(change)}
      onWatch={watch}
    />
  );
  return (
    <PageFrame crumbs={[{ label: 'Indicators' }]} fit>
      <h1 className="sr-only">Indicators</h1>
      <TabBar
        label="Lists of indicators"
        tabs={TABS.map(({ list, label }) => ({
          label,
          href: list === 'shared' ? '/indicators' : `/indicators?list=${list}`,
          current: list === which,
          count: first?.counts ? count(first.counts[list]) : undefined,
          onSelect: () =>
            void setParams({
              list,
              kind: null,
              campaign: null,
              q: null,
              sort: list === 'shared' || list === 'reported' ? null : 'last_seen',
              order: null,
            }),
        }))}
        end={
          mayWatch ? (
            <Button look="ghost" onClick={() => setWatching(true)}>
              <ScanEye size={15} strokeWidth={1.6} aria-hidden="true" />
              <span className="max-sm:sr-only">Watch a value…</span>
              <span className="max-md:hidden">
                <Kbd>W</Kbd>
              </span>
            </Button>
          ) : null
        }
      />
      {which === 'hits' ? (
        <Hits empty={empty} />
      ) : (
        <>
          <IndicatorsFilter
            params={params}
            list={which}
            first={first}
            shown={shownWords(rowsOf(values.data).length, values.hasNextPage, first)}
            action={<ExportMenu list="indicators" what="values" filter={indicatorFilterOf(params)} />}
            onChange={(change) => void setParams(change)}
          />
          <Listed
            what="The values"
            label={TABS.find(({ list }) => list === which)?.label ?? ''}
            query={values}
            columns={INDICATOR_TABLES[which]}
            rowKey={(row) => row.name}
            sorting={{ by: params.sort, order: params.order }}
            onSort={({ by, order }) => void setParams({ sort: by as typeof params.sort, order })}
            empty={empty}
          />
        </>
      )}
      {watching ? <WatchDialog indicator={null} onClose={() => setWatching(false)} /> : null}
    </PageFrame>
  );
}

function Hits({ empty }: { empty: React.ReactNode }) {
  const hits = useHits(true);
  return (
    <Listed
      what="The hits"
      label="Hits"
      query={hits}
      columns={HIT_TABLE}
      rowKey={(row) => `${row.name} ${row.account.id}`}
      empty={empty}
    />
  );
}

interface ListedProps<Row> {
  what: string;
  label: string;
  query: UseInfiniteQueryResult<InfiniteData<{ items: Row[] }>, Error>;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  sorting?: { by: string; order: 'asc' | 'desc' };
  onSort?: (sorting: { by: string; order: 'asc' | 'desc' }) => void;
  empty: React.ReactNode;
}

/** A keyset list in each of its states. */
function Listed<Row>({ what, label, query, columns, rowKey, sorting, onSort, empty }: ListedProps<Row>) {
  const rows = rowsOf(query.data);
  const more = useMore(query, 'rows');
  if (query.isPending) return <RowSkeleton rows={14} columns={[130, 70, 80, 150, 90, 80]} />;
  if (query.isError && !query.data)
    return (
      <Failure what={`${what} could not be loaded`} error={query.error} onRetry={() => query.refetch()} />
    );
  if (rows.length === 0) return empty;
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={rows}
      rowKey={rowKey}
      minWidth={1080}
      stale={query.isPlaceholderData}
      sorting={sorting}
      onSort={onSort}
      {...more}
    />
  );
}

function shownWords(rows: number, more: boolean, first: IndicatorPage | undefined): string {
  if (!first) return '';
  return `${plural(rows, 'value')}${more ? ' so far' : ''}, among ${plural(first.accounts, 'account')}`;
}
