'use client';

import { useQueryStates } from 'nuqs';
import { PanelSkeleton } from '@/components/account/account-skeleton';
import { ExchangeList } from '@/components/account/exchange-list';
import { ExportMenu } from '@/components/export/export-menu';
import { FilterMenu } from '@/components/tables/filter-menu';
import { FilterTag } from '@/components/ui/chip';
import { Failure } from '@/components/ui/failure';
import { count } from '@/components/ui/format';
import { CAPABILITIES, CAPABILITY_WORDS } from '@/lib/model/capability';
import { rowsOf } from '@/lib/queries/pages';
import { useAccountExchanges } from '@/lib/queries/use-account';
import { accountPageParams, EXCHANGES_FULL } from './search-params';

const OPTIONS = CAPABILITIES.map((value) => ({
  value,
  label: CAPABILITY_WORDS[value].label,
  hint: CAPABILITY_WORDS[value].code,
}));

/** Every exchange of an account, newest first, narrowed to one capability on demand. */
export function ExchangesTab({ id }: { id: string }) {
  const [{ capability }, setParams] = useQueryStates(accountPageParams, { history: 'replace' });
  const list = useAccountExchanges(id, capability ? { capability } : {}, EXCHANGES_FULL);
  const rows = rowsOf(list.data);
  if (list.isError && !list.data) {
    return (
      <Failure what="The exchanges could not be loaded" error={list.error} onRetry={() => list.refetch()} />
    );
  }
  if (!list.data) return <PanelSkeleton />;
  const sought = capability ? ` for ${CAPABILITY_WORDS[capability].sought}` : '';
  return (
    <div className="px-5 py-4 max-sm:px-3" aria-busy={list.isPlaceholderData}>
      <div className="mb-3 flex items-center gap-1.5">
        <FilterMenu
          label="Sought"
          options={OPTIONS}
          chosen={capability ? [capability] : []}
          onChange={(chosen) => void setParams({ capability: chosen.at(-1) ?? null })}
        />
        {capability ? (
          <FilterTag
            name="Sought"
            value={CAPABILITY_WORDS[capability].label.toLowerCase()}
            onRemove={() => void setParams({ capability: null })}
          />
        ) : null}
        <span className="ml-auto" />
        <ExportMenu
          list="exchanges"
          what="exchanges"
          filter={{ account_id: id, ...(capability ? { capability } : {}) }}
        />
      </div>
      <ExchangeList
        full
        title={
          list.hasNextPage
            ? `The latest ${count(rows.length)} exchanges${sought}`
            : `All ${count(rows.length)} exchanges${sought}`
        }
        exchanges={rows}
        hasMore={list.hasNextPage}
        loadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </div>
  );
}
