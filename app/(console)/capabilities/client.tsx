'use client';

import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { CampaignSquares, squaresFinding, squaresTable } from '@/components/capabilities/campaign-squares';
import { CapabilitiesFilter } from '@/components/capabilities/capabilities-filter';
import { CapabilityChartsSkeleton } from '@/components/capabilities/capabilities-skeleton';
import { DaysBrush } from '@/components/capabilities/days-brush';
import { DrillPanel } from '@/components/capabilities/drill-panel';
import {
  bucketWords,
  gridFinding,
  gridRows,
  gridTable,
  pageSentence,
  printedFrom,
} from '@/components/capabilities/grid';
import { HeatGrid } from '@/components/capabilities/heat-grid';
import { PivotLegend, PivotPlot } from '@/components/capabilities/pivot-plot';
import { pivotsFinding, pivotsTable } from '@/components/capabilities/pivots';
import { rankedShares } from '@/components/charts/capability';
import { ChartFrame } from '@/components/charts/chart-frame';
import { NoRecords } from '@/components/frame/no-records';
import { PageFrame } from '@/components/frame/page-frame';
import { ChartSkeleton, Coming } from '@/components/frame/page-skeleton';
import { Failure } from '@/components/ui/failure';
import { Segmented } from '@/components/ui/segmented';
import {
  useCapabilityCampaigns,
  useCapabilityDrill,
  useCapabilityGrid,
  useCapabilityPivots,
} from '@/lib/queries/use-capabilities';
import {
  bucketDays,
  capabilityFilterOf,
  capabilityParams,
  drillFilterOf,
  isDay,
  sidesFilterOf,
} from './search-params';

const SIDES = [
  { value: 'campaign', label: 'Campaigns' },
  { value: 'model', label: 'Models' },
  { value: 'pathway', label: 'Pathways' },
] as const;

/** Whether a selected bucket begins on none of the days. */
function outside(bucket: string, { from, to }: { from: string | null; to: string | null }): boolean {
  return (from !== null && bucket < from) || (to !== null && bucket > to);
}

export function CapabilitiesClient() {
  const [params, setParams] = useQueryStates(capabilityParams, { history: 'push' });
  const filter = capabilityFilterOf(params);
  const grid = useCapabilityGrid(filter);
  const campaigns = useCapabilityCampaigns(sidesFilterOf(params));
  const pivots = useCapabilityPivots(filter);
  const rows = useMemo(() => (grid.data ? gridRows(grid.data) : []), [grid.data]);

  const at = isDay(params.at) ? params.at : null;
  const days = at && grid.data ? bucketDays(at, grid.data.unit) : null;
  const chosen =
    params.by === 'campaign' ? campaigns.data?.items.find(({ id }) => id === params.campaign) : undefined;
  const narrowedTo = params.by === 'model' ? params.model : params.pathway;
  const side =
    params.by === 'campaign' ? params.campaign : narrowedTo.length === 1 ? (narrowedTo[0] ?? null) : null;
  // A campaign's column opens what stands behind it; a model's or a pathway's narrows the whole page.
  const chooseSide = (id: string | null) =>
    void setParams(params.by === 'campaign' ? { campaign: id } : { [params.by]: id === null ? null : [id] });
  const capability =
    params.capability ?? (chosen ? (rankedShares(chosen.shares)[0]?.capability ?? null) : null);
  const drill = useCapabilityDrill(drillFilterOf(params, grid.data?.unit, capability));
  const cell =
    rows.find((row) => row.capability === capability)?.cells.find(({ bucket }) => bucket === at) ?? null;
  const what = params.scope === 'harvest' ? 'harvest' : 'traffic';

  return (
    <PageFrame crumbs={[{ label: 'Capabilities' }]}>
      <header className="px-5 pt-4 pb-3 max-sm:px-3">
        <h1 className="text-title font-semibold">
          {params.scope === 'harvest' ? 'What is being harvested' : 'What is asked for'}
        </h1>
        <p className="mt-0.5 text-lead text-pretty text-ink-2">
          {grid.data?.span ? pageSentence(rows, params.scope) : grid.data ? 'No exchange came in yet.' : ' '}
        </p>
      </header>
      <CapabilitiesFilter
        params={params}
        models={grid.data?.models ?? []}
        span={grid.data?.span ?? null}
        onChange={(change) => void setParams(change)}
        end={
          <span className="ml-auto flex items-center gap-2 text-small text-ink-3">
            <span aria-hidden="true" className="max-sm:hidden">
              Told apart by
            </span>
            <Segmented
              label="Told apart by"
              value={params.by}
              options={SIDES}
              onChange={(by) => void setParams({ by }, { history: 'replace' })}
            />
          </span>
        }
      />
      {grid.isError && !grid.data ? (
        <Failure
          what="The capabilities could not be loaded"
          error={grid.error}
          onRetry={() => grid.refetch()}
        />
      ) : !grid.data ? (
        <Coming what="the capabilities">
          <CapabilityChartsSkeleton />
        </Coming>
      ) : grid.data.span === null ? (
        <NoRecords>Each exchange gets its capability as it comes in.</NoRecords>
      ) : (
        <>
          <DaysBrush
            grid={grid.data}
            from={params.from}
            to={params.to}
            what={what}
            onChange={(days) => void setParams({ ...days, ...(at && outside(at, days) ? { at: null } : {}) })}
          />
          <div className="grid grid-cols-[minmax(0,1.55fr)_minmax(0,1fr)] items-start gap-x-11 gap-y-7 px-5 pb-5 max-xl:grid-cols-1 max-sm:px-3">
            <ChartFrame
              finding={gridFinding(grid.data, rows, params.scope)}
              caption={
                <>
                  Share of {what} by {grid.data.unit} over the median of its own{' '}
                  {grid.data.unit === 'week' ? '12 weeks' : '14 days'} before; figures where{' '}
                  {printedFrom(rows)} × or more; UTC
                </>
              }
              table={gridTable(grid.data, rows)}
            >
              <div className={grid.isPlaceholderData ? 'opacity-60' : undefined}>
                <HeatGrid
                  grid={grid.data}
                  rows={rows}
                  selected={params.capability && at ? { capability: params.capability, bucket: at } : null}
                  onSelect={(next, bucket) => void setParams({ capability: next, at: bucket })}
                />
              </div>
            </ChartFrame>
            {campaigns.data ? (
              <ChartFrame
                finding={squaresFinding(campaigns.data, params.by)}
                caption={`Share of its ${what} in the range, %; area of the square`}
                table={squaresTable(campaigns.data, params.by)}
              >
                {campaigns.data.items.length > 0 ? (
                  <CampaignSquares
                    campaigns={campaigns.data}
                    by={params.by}
                    selected={side}
                    onSelect={chooseSide}
                  />
                ) : (
                  <p className="mt-2 text-ink-2">
                    {params.by === 'campaign'
                      ? 'Campaigns appear here after a detection run found them; or widen the filters.'
                      : 'Nothing came in under these filters. Widen the days, or take a filter away.'}
                  </p>
                )}
              </ChartFrame>
            ) : campaigns.isError ? (
              <Failure
                what="The campaigns could not be loaded"
                error={campaigns.error}
                onRetry={() => campaigns.refetch()}
              />
            ) : (
              <ChartSkeleton height={460} />
            )}
          </div>
          <div className="grid grid-cols-[minmax(0,1fr)_468px] items-start gap-x-11 gap-y-7 border-t px-5 pt-5 pb-9 max-xl:grid-cols-1 max-sm:px-3">
            {pivots.data ? (
              <ChartFrame
                finding={pivotsFinding(pivots.data)}
                caption={
                  <>
                    Traffic on the new model in its first 24 h, % <PivotLegend />
                  </>
                }
                table={pivotsTable(pivots.data)}
              >
                {pivots.data.items.length > 0 ? (
                  <PivotPlot pivots={pivots.data} selected={params.campaign} />
                ) : (
                  <p className="mt-2 text-ink-2">
                    Releases come in as records of the type model_release; or widen the days.
                  </p>
                )}
              </ChartFrame>
            ) : pivots.isError ? (
              <Failure
                what="The pivots could not be loaded"
                error={pivots.error}
                onRetry={() => pivots.refetch()}
              />
            ) : (
              <ChartSkeleton height={220} />
            )}
            {capability ? (
              <DrillPanel
                capability={capability}
                when={at ? bucketWords(at, grid.data.unit) : 'the whole range'}
                cell={cell}
                campaign={chosen?.title ?? null}
                scope={params.scope}
                query={drill}
                onNarrow={days ? () => void setParams(days) : null}
                onClose={() => void setParams({ capability: null, at: null, campaign: null })}
              />
            ) : (
              <section aria-label="Behind the selection">
                <h2 className="text-head font-semibold">Nothing is selected</h2>
                <p className="text-ink-2">
                  A cell of the grid or a campaign’s column opens the scaffold families and campaigns behind
                  it here.
                </p>
              </section>
            )}
          </div>
        </>
      )}
    </PageFrame>
  );
}
