'use client';

import { ChartFrame } from '@/components/charts/chart-frame';
import { LaneChart } from '@/components/charts/lanes/lane-chart';
import { duration } from '@/components/ui/format';
import { Segmented } from '@/components/ui/segmented';
import type { AccountComparison } from '@/lib/model/console/compare';
import { Breakdowns } from './breakdowns';
import { CompareFacts } from './facts';
import { compareAt, compareLanes, compareTable, compareVerticals } from './lanes';
import { Matrix } from './matrix';
import { lanesFinding } from './words';

const RANGES = [
  { value: 'life', label: 'All' },
  { value: 'month', label: '30 d' },
  { value: 'week', label: 'Week' },
  { value: '48h', label: '48 h' },
] as const;
export type CompareRange = (typeof RANGES)[number]['value'];

interface ComparisonProps {
  compared: AccountComparison;
  range: CompareRange;
  stale: boolean;
  onRange: (range: CompareRange) => void;
  onRemove: (id: string) => void;
}

/** Facts, lanes under one axis, what each sought, and values against accounts. */
export function Comparison({ compared, range, stale, onRange, onRemove }: ComparisonProps) {
  const { timeline, accounts } = compared;
  const finding = lanesFinding(compared);
  return (
    <div className={stale ? 'opacity-60 transition-opacity duration-160' : undefined} aria-busy={stale}>
      <CompareFacts accounts={accounts} onRemove={onRemove} />
      <section aria-label="Timeline" className="border-t px-5 pt-4 pb-3 max-sm:px-3">
        <ChartFrame
          finding={finding}
          caption={`UTC, exchanges by ${duration(timeline.bucket_seconds * 1000)} and what they sought; each lane has its own scale`}
          table={compareTable(compared)}
          actions={<Segmented label="Range" value={range} options={RANGES} onChange={onRange} />}
        >
          <LaneChart
            label={finding}
            from={Date.parse(timeline.from)}
            to={Date.parse(timeline.to)}
            lanes={compareLanes(compared)}
            verticals={compareVerticals(compared)}
            readout={(t) => compareAt(compared, t)}
          />
        </ChartFrame>
      </section>
      <div className="grid grid-cols-[minmax(0,13fr)_minmax(0,11fr)] gap-x-10 gap-y-6 border-t px-5 py-4 max-xl:grid-cols-1 max-sm:px-3">
        <Matrix compared={compared} />
        <Breakdowns accounts={accounts} />
      </div>
    </div>
  );
}
