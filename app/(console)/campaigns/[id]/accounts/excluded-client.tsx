'use client';

import { ArrowLeft } from 'lucide-react';
import { ExcludedDesk } from '@/components/campaign/act/member-desk';
import { EXCLUDED_TABLE } from '@/components/campaign/excluded-columns';
import { DataTable } from '@/components/tables/data-table';
import { useMore } from '@/components/tables/use-more';
import { useTicks } from '@/components/tables/use-ticks';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Failure } from '@/components/ui/failure';
import { plural } from '@/components/ui/format';
import { RowSkeleton } from '@/components/ui/skeleton';
import { rowsOf } from '@/lib/queries/pages';
import { useCampaignHeader } from '@/lib/queries/use-campaign';
import { useExcluded } from '@/lib/queries/use-group';

interface ExcludedClientProps {
  id: string;
  mayDecide: boolean;
  onBack: () => void;
}

/** The accounts that people took out of a campaign, with why, and the way to put them back. */
export function ExcludedClient({ id, mayDecide, onBack }: ExcludedClientProps) {
  const { data: campaign } = useCampaignHeader(id);
  const list = useExcluded(id);
  const rows = rowsOf(list.data);
  const more = useMore(list, 'accounts');
  const ticks = useTicks({ rows, of: 'out', total: null, columns: EXCLUDED_TABLE, enabled: mayDecide });
  return (
    <section aria-label="Accounts that were taken out" className="flex min-h-0 flex-1 flex-col">
      {ticks.size > 0 && campaign ? (
        <ExcludedDesk campaign={campaign} ticks={ticks} />
      ) : (
        <div className="flex min-h-11 shrink-0 items-center gap-2 border-b px-5 py-2 max-sm:px-3">
          <Button look="ghost" onClick={onBack}>
            <ArrowLeft size={15} strokeWidth={1.6} aria-hidden="true" />
            Accounts of the campaign
          </Button>
          <span role="status" className="ml-auto text-small text-ink-3">
            {campaign ? `${plural(campaign.excluded_accounts, 'account')} taken out` : ''}
          </span>
        </div>
      )}
      {list.isPending ? (
        <RowSkeleton rows={6} columns={[90, 60, 220, 120, 60]} />
      ) : list.isError && !list.data ? (
        <Failure what="The accounts could not be loaded" error={list.error} onRetry={() => list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty title="Nobody was taken out" action={<Button onClick={onBack}>See its accounts</Button>}>
          Accounts that do not belong to the campaign can be selected in its list and taken out.
        </Empty>
      ) : (
        <DataTable
          label="Accounts that were taken out"
          columns={ticks.columns}
          rows={rows}
          rowKey={(row) => row.id}
          minWidth={960}
          {...more}
        />
      )}
    </section>
  );
}
