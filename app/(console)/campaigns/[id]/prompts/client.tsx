'use client';

import { useQueryStates } from 'nuqs';
import { FamilyDiff } from '@/components/campaign/prompts/family-diff';
import { FamilyList } from '@/components/campaign/prompts/family-list';
import { ShowMore } from '@/components/tables/show-more';
import { Empty } from '@/components/ui/empty';
import { Failure } from '@/components/ui/failure';
import { percent, plural } from '@/components/ui/format';
import { RowSkeleton } from '@/components/ui/skeleton';
import type { ScaffoldRow } from '@/lib/model/console/scaffold';
import { rowsOf } from '@/lib/queries/pages';
import { useCampaignHeader } from '@/lib/queries/use-campaign';
import { useScaffolds } from '@/lib/queries/use-scaffolds';
import { promptParams } from './search-params';

const COMPARED = 2;

export function PromptsClient({ id, mayReveal }: { id: string; mayReveal: boolean }) {
  const [{ family, compare }, setParams] = useQueryStates(promptParams, { history: 'replace' });
  const { data: campaign } = useCampaignHeader(id);
  const list = useScaffolds(id);
  const rows = rowsOf(list.data);
  if (list.isPending) return <RowSkeleton rows={10} columns={[400, 60, 60, 90]} />;
  if (list.isError && !list.data) {
    return (
      <Failure what="The prompts could not be loaded" error={list.error} onRetry={() => list.refetch()} />
    );
  }
  if (rows.length === 0) {
    return (
      <Empty title="No scaffold family is shared">
        The prompts of its accounts have no constant part that other accounts send too. What ties them stands
        in the overview.
      </Empty>
    );
  }
  const chosen = compare.flatMap((one) => rows.find((row) => row.id === one) ?? []);
  const toggle = (one: string) =>
    void setParams({
      compare: compare.includes(one)
        ? compare.filter((other) => other !== one)
        : [...compare, one].slice(-COMPARED),
    });
  return (
    <div className="px-5 py-4 max-sm:px-3">
      <h2 className="text-head font-semibold text-balance">{findingOf(rows, campaign?.accounts ?? 0)}</h2>
      <p className="text-small text-ink-3">
        {plural(rows.length, 'family', 'families')} by exchanges; slots in copper hold the payload. Choose two
        to compare.
      </p>
      {chosen[0] && chosen[1] ? (
        <FamilyDiff first={chosen[0]} second={chosen[1]} onClose={() => void setParams({ compare: [] })} />
      ) : null}
      <FamilyList
        campaignId={id}
        rows={rows}
        open={family}
        compared={compare}
        mayReveal={mayReveal}
        onOpen={(next) => void setParams({ family: next })}
        onCompare={toggle}
      />
      <ShowMore list={list} className="mt-3">
        Show more families
      </ShowMore>
    </div>
  );
}

function findingOf(rows: readonly ScaffoldRow[], accounts: number): string {
  const first = rows[0];
  if (!first || accounts === 0) return 'Scaffold families';
  const outside = first.all_accounts - first.accounts;
  const share = percent(Math.min(1, first.accounts / accounts));
  return `${share} of its accounts send one scaffold family, and ${outside > 0 ? plural(outside, 'account') : 'nobody'} outside of it`;
}
