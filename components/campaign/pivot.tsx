'use client';

import { ChartFrame } from '@/components/charts/chart-frame';
import { ChartSkeleton } from '@/components/frame/page-skeleton';
import { Failure } from '@/components/ui/failure';
import { count, moment } from '@/components/ui/format';
import { useCampaignPivot } from '@/lib/queries/use-campaign';
import { pivotFinding } from './findings';
import { PivotPlot } from './pivot-plot';

const HEIGHT = 202;

/** How the campaign moved to the newest model it uses, against everybody else. */
export function Pivot({ id }: { id: string }) {
  const { data, error, refetch } = useCampaignPivot(id);
  if (error && !data) {
    return <Failure what="The model pivot could not be loaded" error={error} onRetry={() => refetch()} />;
  }
  const pivot = data?.pivot;
  if (!data) return <ChartSkeleton height={HEIGHT} className="min-w-0" />;
  if (!pivot) {
    return (
      <section className="min-w-0">
        <h2 className="text-head font-semibold">No move to a new model</h2>
        <p className="text-small text-ink-3">No model that it uses was released while it was at work.</p>
      </section>
    );
  }
  const finding = pivotFinding(pivot);
  return (
    <ChartFrame
      finding={finding}
      caption={`Share of exchanges on ${pivot.model}, %, by hours from its release on ${moment(pivot.released_at)} UTC; dashed: all other traffic`}
      height={HEIGHT}
      table={{
        columns: [
          { label: 'Hours from release' },
          { label: 'Exchanges', numeric: true },
          { label: 'On the new model, %', numeric: true },
          { label: 'Others, %', numeric: true },
        ],
        rows: pivot.points.map((point) => [
          String(point.hour),
          count(point.exchanges),
          point.share === null ? '–' : (point.share * 100).toFixed(1),
          point.peers === null ? '–' : (point.peers * 100).toFixed(1),
        ]),
      }}
    >
      <div className="mt-3" style={{ height: HEIGHT - 12 }}>
        <PivotPlot pivot={pivot} label={finding} />
      </div>
    </ChartFrame>
  );
}
