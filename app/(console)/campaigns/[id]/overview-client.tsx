'use client';

import { useQueryStates } from 'nuqs';
import { EvidenceList } from '@/components/campaign/evidence-list';
import { breakdownFinding } from '@/components/campaign/findings';
import { EvidenceSkeleton } from '@/components/campaign/overview-skeleton';
import { Pathways } from '@/components/campaign/pathways';
import { Pivot } from '@/components/campaign/pivot';
import { Scaffolds } from '@/components/campaign/scaffolds';
import { Scores } from '@/components/campaign/scores';
import { Timeline } from '@/components/campaign/timeline';
import { breakdownTable, CapabilityBreakdown } from '@/components/charts/breakdown';
import { ChartFrame } from '@/components/charts/chart-frame';
import { Failure } from '@/components/ui/failure';
import { plural } from '@/components/ui/format';
import type { CampaignHeader } from '@/lib/model/console/campaign';
import { useCampaignHeader, useCampaignOverview } from '@/lib/queries/use-campaign';
import { overviewParams, timelineRangeOf } from './search-params';

export function OverviewClient({ id }: { id: string }) {
  const { data: campaign } = useCampaignHeader(id);
  const overview = useCampaignOverview(id);
  const { data } = overview;
  if (!campaign) return null;
  return (
    <>
      <Scores campaign={campaign} evidence={data?.evidence} />
      {data ? (
        <div className="grid grid-cols-[minmax(0,1fr)_412px] gap-x-10 gap-y-6 px-5 pt-[22px] pb-3 max-xl:grid-cols-1 max-sm:px-3">
          <EvidenceList evidence={data.evidence} />
          <div className="min-w-0 space-y-7">
            <ChartFrame
              finding={breakdownFinding(campaign.capabilities, data.baseline)}
              caption={
                <>
                  Share of harvest, %
                  <span className="flex items-center gap-1.5">
                    <i aria-hidden="true" className="h-3 w-0.5 bg-ink" />
                    {plural(data.peers, 'peer')} on the same plans
                  </span>
                </>
              }
              height={333}
              table={breakdownTable(campaign.capabilities, data.baseline)}
            >
              <CapabilityBreakdown shares={campaign.capabilities} baseline={data.baseline} />
            </ChartFrame>
            <Scaffolds campaign={campaign} scaffolds={data.scaffolds} />
          </div>
        </div>
      ) : overview.error ? (
        <Failure
          what="The evidence could not be loaded"
          error={overview.error}
          onRetry={() => overview.refetch()}
        />
      ) : (
        <EvidenceSkeleton />
      )}
      <div className="border-t print:break-before-page print:border-0">
        <AddressedTimeline campaign={campaign} />
      </div>
      <div className="grid grid-cols-2 gap-x-14 gap-y-8 border-t px-5 pt-[22px] pb-9 max-xl:grid-cols-1 max-sm:px-3">
        <Pivot id={id} />
        {data ? <Pathways overview={data} /> : null}
      </div>
    </>
  );
}

/** The timeline alone follows the range in the address, so that zooming draws nothing else anew. */
function AddressedTimeline({ campaign }: { campaign: CampaignHeader }) {
  const [params, setParams] = useQueryStates(overviewParams, { history: 'push' });
  return (
    <Timeline
      campaign={campaign}
      named={params.range}
      range={timelineRangeOf(params)}
      onNamed={(name) => void setParams({ range: name, from: null, to: null })}
      onRange={({ from, to }) =>
        void setParams({
          range: 'own',
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
        })
      }
    />
  );
}
