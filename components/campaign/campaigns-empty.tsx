'use client';

import { NoRecords } from '@/components/frame/no-records';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { plural } from '@/components/ui/format';
import type { CampaignCounts } from '@/lib/model/console/campaign';
import { useStatus } from '@/lib/queries/use-status';
import type { CampaignsFilterChange, CampaignsFilterState } from './campaigns-filter';

interface CampaignsEmptyProps {
  params: CampaignsFilterState;
  counts: CampaignCounts | undefined;
  onChange: (change: CampaignsFilterChange) => void;
}

/** Why there is no campaign to show: none was found, nothing came in yet, or the filter leaves none. */
export function CampaignsEmpty({ params, counts, onChange }: CampaignsEmptyProps) {
  const { data: status } = useStatus();
  const filtered =
    params.status.length > 0 ||
    params.severity.length > 0 ||
    params.capability ||
    params.owner ||
    params.q !== '';
  if (filtered && counts && counts.total > 0) {
    return (
      <Empty
        title="No campaign matches these filters"
        action={
          <Button
            onClick={() => onChange({ status: null, severity: null, capability: null, owner: null, q: null })}
          >
            Take all filters away
          </Button>
        }
      >
        There {counts.total === 1 ? 'is' : 'are'} {plural(counts.total, 'campaign')} without them.
      </Empty>
    );
  }
  if (status && !status.ingest) {
    return (
      <NoRecords>Campaigns are found in account and exchange records; detection follows by itself.</NoRecords>
    );
  }
  if (status && !status.last_run) {
    return (
      <Empty title="Detection has not run yet">
        Records are there. The worker runs detection on its schedule; <code>npx retort detect</code> runs it
        now.
      </Empty>
    );
  }
  return (
    <Empty title="No group of accounts looks like one harvesting operation">
      The last run looked at everything that is known and found none. New ones appear here and in the queue.
    </Empty>
  );
}
