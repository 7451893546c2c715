'use client';

import { useQueryStates } from 'nuqs';
import { BatchLink } from '@/components/batch/batch-link';
import { MemberDesk } from '@/components/campaign/act/member-desk';
import { MEMBER_TABLE } from '@/components/campaign/member-columns';
import { MembersFilter } from '@/components/campaign/members-filter';
import { ExportMenu } from '@/components/export/export-menu';
import { DataTable } from '@/components/tables/data-table';
import { useMore } from '@/components/tables/use-more';
import { useTicks } from '@/components/tables/use-ticks';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Failure } from '@/components/ui/failure';
import { count, plural } from '@/components/ui/format';
import { RowSkeleton } from '@/components/ui/skeleton';
import { rowsOf } from '@/lib/queries/pages';
import { useCampaignHeader } from '@/lib/queries/use-campaign';
import { useMembers } from '@/lib/queries/use-members';
import { ExcludedClient } from './excluded-client';
import { memberFilterOf, memberParams } from './search-params';

const NO_FILTER = { status: null, role: null, membership: null, harvest: null, innocent: null, q: null };

export function MembersClient({ id, mayDecide }: { id: string; mayDecide: boolean }) {
  const [params, setParams] = useQueryStates(memberParams, { history: 'replace' });
  const { data: campaign } = useCampaignHeader(id);
  const filter = memberFilterOf(params);
  const list = useMembers(id, filter);
  const rows = rowsOf(list.data);
  const first = list.data?.pages[0];
  const more = useMore(list, 'accounts');
  const total = first?.total ?? null;
  const { sort: _sort, order: _order, ...narrowed } = filter;
  const ticks = useTicks({
    rows,
    of: JSON.stringify(filter),
    total,
    columns: MEMBER_TABLE,
    enabled: mayDecide && params.out === null,
  });
  if (params.out !== null)
    return <ExcludedClient id={id} mayDecide={mayDecide} onBack={() => void setParams({ out: null })} />;
  return (
    <section aria-label="Accounts of the campaign" className="flex min-h-0 flex-1 flex-col">
      {ticks.size > 0 && campaign ? (
        <MemberDesk campaign={campaign} ticks={ticks} total={total} filter={narrowed} />
      ) : (
        <MembersFilter
          params={params}
          roles={first?.roles ?? []}
          innocent={campaign?.innocent_accounts ?? 0}
          shown={
            total === null
              ? ''
              : rows.length < total
                ? `${count(rows.length)} of ${plural(total, 'account')}`
                : plural(total, 'account')
          }
          action={
            total ? (
              <>
                <ExportMenu list="members" what="accounts" filter={{ ...filter, campaign_id: id }} />
                <BatchLink scope={{ campaign_id: id, filter: memberFilterOf(params) }} look="ghost">
                  Ban {total < (campaign?.accounts ?? 0) ? `these ${count(total)}` : `all ${count(total)}`}…
                </BatchLink>
              </>
            ) : null
          }
          excluded={campaign?.excluded_accounts ?? 0}
          onExcluded={() => void setParams({ ...NO_FILTER, out: '1' })}
          onChange={(change) => void setParams(change)}
        />
      )}
      {list.isPending ? (
        <RowSkeleton rows={14} columns={[70, 90, 60, 60, 80, 220, 50]} />
      ) : list.isError && !list.data ? (
        <Failure what="The accounts could not be loaded" error={list.error} onRetry={() => list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty
          title="No account matches these filters"
          action={<Button onClick={() => void setParams(NO_FILTER)}>Take all filters away</Button>}
        >
          The campaign has {plural(campaign?.accounts ?? 0, 'account')}.
        </Empty>
      ) : (
        <DataTable
          label="Accounts of the campaign"
          columns={ticks.columns}
          rows={rows}
          rowKey={(row) => row.id}
          total={total}
          minWidth={1200}
          stale={list.isPlaceholderData}
          sorting={{ by: params.sort, order: params.order }}
          onSort={({ by, order }) => void setParams({ sort: by as typeof params.sort, order })}
          {...more}
        />
      )}
    </section>
  );
}
