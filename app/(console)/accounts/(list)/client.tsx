'use client';

import { useQueryStates } from 'nuqs';
import { ACCOUNT_TABLE } from '@/components/account/account-columns';
import { AccountsEmpty } from '@/components/account/accounts-empty';
import { AccountsFilter } from '@/components/account/accounts-filter';
import { PickBar, usePick } from '@/components/account/pick';
import { BatchLink } from '@/components/batch/batch-link';
import { ExportMenu } from '@/components/export/export-menu';
import { PageFrame } from '@/components/frame/page-frame';
import { DataTable } from '@/components/tables/data-table';
import { useMore } from '@/components/tables/use-more';
import { Failure } from '@/components/ui/failure';
import { count, plural } from '@/components/ui/format';
import { RowSkeleton } from '@/components/ui/skeleton';
import type { AccountPage } from '@/lib/model/console/account';
import { rowsOf } from '@/lib/queries/pages';
import { useAccountFacets, useAccounts } from '@/lib/queries/use-accounts';
import { accountFilterOf, accountParams } from './search-params';

export function AccountsClient() {
  const [params, setParams] = useQueryStates(accountParams, { history: 'replace' });
  const list = useAccounts(accountFilterOf(params));
  const { data: facets } = useAccountFacets();
  const rows = rowsOf(list.data);
  const first = list.data?.pages[0];
  const { columns, picked, clear } = usePick(ACCOUNT_TABLE, rows);
  const more = useMore(list, 'accounts');
  const { sort: _sort, order: _order, ...narrowing } = accountFilterOf(params);
  const narrowed = Object.keys(narrowing).length > 0;
  return (
    <PageFrame crumbs={[{ label: 'Accounts' }]} fit>
      <h1 className="sr-only">Accounts</h1>
      <AccountsFilter
        params={params}
        facets={facets}
        indicator={first?.indicator ?? null}
        shown={totalWords(first)}
        action={
          <>
            <ExportMenu list="accounts" what="accounts" filter={accountFilterOf(params)} />
            {first?.total && narrowed ? (
              <BatchLink scope={{ filter: accountFilterOf(params) }} look="ghost">
                Ban these {count(first.total)}
                {first.total_is_least ? ' and more' : ''}…
              </BatchLink>
            ) : null}
          </>
        }
        onChange={(change) => void setParams(change)}
      />
      {list.isPending ? (
        <RowSkeleton rows={14} columns={[76, 130, 120, 70, 110, 60, 52, 64]} />
      ) : list.isError && !list.data ? (
        <Failure what="The accounts could not be loaded" error={list.error} onRetry={() => list.refetch()} />
      ) : rows.length === 0 ? (
        <AccountsEmpty
          params={params}
          accounts={facets?.accounts ?? 0}
          indicator={first?.indicator ?? null}
          onChange={(change) => void setParams(change)}
        />
      ) : (
        <DataTable
          label="Accounts"
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          total={first?.total_is_least ? null : first?.total}
          minWidth={1132}
          stale={list.isPlaceholderData}
          sorting={{ by: params.sort, order: params.order }}
          onSort={({ by, order }) => void setParams({ sort: by as typeof params.sort, order })}
          {...more}
        />
      )}
      <PickBar picked={picked} onClear={clear} />
    </PageFrame>
  );
}

function totalWords(first: AccountPage | undefined): string {
  if (!first || first.total === null) return '';
  return first.total_is_least ? `over ${plural(first.total, 'account')}` : plural(first.total, 'account');
}
