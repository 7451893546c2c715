'use client';

import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { BoardSkeleton } from '@/components/campaign/board/board-skeleton';
import { CAMPAIGN_TABLE } from '@/components/campaign/campaign-columns';
import { CampaignsEmpty } from '@/components/campaign/campaigns-empty';
import { CampaignsFilter } from '@/components/campaign/campaigns-filter';
import { ExportMenu } from '@/components/export/export-menu';
import { PageFrame } from '@/components/frame/page-frame';
import { DataTable } from '@/components/tables/data-table';
import { useMore } from '@/components/tables/use-more';
import { Failure } from '@/components/ui/failure';
import { plural } from '@/components/ui/format';
import { Segmented } from '@/components/ui/segmented';
import { RowSkeleton } from '@/components/ui/skeleton';
import { rowsOf } from '@/lib/queries/pages';
import { useCampaignCounts, useCampaigns } from '@/lib/queries/use-campaigns';
import { type CampaignParams, campaignFilterOf, campaignParams } from './search-params';

const Board = dynamic(() => import('@/components/campaign/board/board').then((module) => module.Board), {
  loading: () => <BoardSkeleton />,
});

const VIEWS = [
  { value: 'table', label: 'Table' },
  { value: 'board', label: 'Board' },
] as const;

export function CampaignsClient() {
  const [params, setParams] = useQueryStates(campaignParams, { history: 'replace' });
  const board = params.view === 'board';
  const filter = campaignFilterOf(params);
  const list = useCampaigns(filter, !board);
  const { data: counts } = useCampaignCounts();
  const rows = rowsOf(list.data);
  const more = useMore(list, 'campaigns');
  return (
    <PageFrame crumbs={[{ label: 'Campaigns' }]} fit>
      <h1 className="sr-only">Campaigns</h1>
      <CampaignsFilter
        params={params}
        counts={counts}
        shown={
          list.data && !board ? `${plural(rows.length, 'campaign')}${list.hasNextPage ? ' so far' : ''}` : ''
        }
        start={
          <Segmented
            label="View"
            value={params.view}
            options={VIEWS}
            onChange={(view) => void setParams({ view })}
          />
        }
        action={board ? null : <ExportMenu list="campaigns" what="campaigns" filter={filter} />}
        onChange={(change) => void setParams(change)}
      />
      {board ? (
        counts && counts.total === 0 ? (
          <CampaignsEmpty params={params} counts={counts} onChange={(change) => void setParams(change)} />
        ) : (
          <Board
            filter={filter}
            columns={params.status}
            counts={counts}
            filtered={isFiltered(params)}
            empty={
              <CampaignsEmpty params={params} counts={counts} onChange={(change) => void setParams(change)} />
            }
          />
        )
      ) : list.isPending ? (
        <RowSkeleton rows={12} columns={[112, 48, 40, 40, 76, 84, 84, 100, 20]} />
      ) : list.isError && !list.data ? (
        <Failure what="The campaigns could not be loaded" error={list.error} onRetry={() => list.refetch()} />
      ) : rows.length === 0 ? (
        <CampaignsEmpty params={params} counts={counts} onChange={(change) => void setParams(change)} />
      ) : (
        <DataTable
          label="Campaigns"
          columns={CAMPAIGN_TABLE}
          rows={rows}
          rowKey={(row) => row.id}
          minWidth={1010}
          stale={list.isPlaceholderData}
          sorting={{ by: params.sort, order: params.order }}
          onSort={({ by, order }) => void setParams({ sort: by as typeof params.sort, order })}
          {...more}
        />
      )}
    </PageFrame>
  );
}

/** Whether anything but the status narrows the board, so that the counts of all campaigns do not hold. */
function isFiltered({ severity, capability, owner, q }: CampaignParams): boolean {
  return severity.length > 0 || capability !== null || owner !== null || q !== '';
}
