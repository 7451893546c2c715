'use client';

import type { ReactNode } from 'react';
import { LifeBrush } from '@/components/charts/brush/life-brush';
import { fitRange, type Range } from '@/components/charts/brush/range';
import { ChartFrame } from '@/components/charts/chart-frame';
import { LaneChart } from '@/components/charts/lanes/lane-chart';
import { RangeActions } from '@/components/charts/range-actions';
import { cn } from '@/components/ui/cn';
import { duration, exact } from '@/components/ui/format';
import { visible } from '@/components/ui/untrusted-text';
import type { AccountHead, AccountTimeline, SessionRow } from '@/lib/model/console/account';
import { timelineFinding } from './findings';
import {
  accountLanes,
  accountVerticals,
  describeAt,
  silenceShade,
  timelineStops,
  timelineTable,
} from './timeline-lanes';

export type RangeName = 'life' | 'week' | '48h' | 'session' | 'own';

interface TimelinePanelProps {
  timeline: AccountTimeline;
  head: AccountHead;
  sessions: readonly SessionRow[];
  named: RangeName;
  stale: boolean;
  /** The chosen moment in ms, and what shows its exchanges beside the lanes. */
  moment: number | null;
  beside: ReactNode;
  onMoment: (t: number | null) => void;
  onNamed: (name: Exclude<RangeName, 'own'>) => void;
  onRange: (range: Range) => void;
}

/** Lanes over one range of an account's life, the buttons that choose it, and the brush over the whole. */
export function TimelinePanel({
  timeline,
  head,
  sessions,
  named,
  stale,
  moment,
  beside,
  onMoment,
  onNamed,
  onRange,
}: TimelinePanelProps) {
  const range = { from: Date.parse(timeline.from), to: Date.parse(timeline.to) };
  const life = { from: Date.parse(timeline.born), to: Date.parse(timeline.ended) };
  const finding = timelineFinding(timeline, sessions);
  const options: { value: RangeName; label: string }[] = [
    { value: 'life', label: 'Since sign-up' },
    { value: 'week', label: 'Week' },
    { value: '48h', label: '48 h' },
    { value: 'session', label: 'Session' },
  ];
  if (named === 'own') options.push({ value: 'own', label: duration(range.to - range.from) });
  return (
    <section aria-label="Timeline" className="px-5 pt-4 pb-3 max-sm:px-3" aria-busy={stale}>
      <ChartFrame
        finding={finding}
        caption={<Legend timeline={timeline} />}
        table={timelineTable(timeline, head)}
        actions={
          <RangeActions
            value={named}
            options={options}
            onNamed={(name) => (name === 'own' ? null : onNamed(name))}
            range={range}
            life={life}
            onRange={onRange}
          />
        }
      >
        <div
          className={cn(
            'grid grid-cols-[minmax(0,1fr)_340px] gap-x-8 gap-y-3 max-xl:grid-cols-1',
            stale && 'opacity-60 transition-opacity duration-160',
          )}
        >
          <div className="min-w-0">
            <LaneChart
              label={finding}
              from={range.from}
              to={range.to}
              lanes={accountLanes(timeline, head)}
              verticals={accountVerticals(timeline)}
              shades={silenceShade(timeline, head)}
              readout={(t) => describeAt(timeline, t)}
              onStretch={(from, to) => onRange(fitRange({ from, to }, life))}
              moments={{
                stops: timelineStops(timeline),
                chosen: moment,
                words:
                  moment === null ? 'none chosen' : describeAt(timeline, moment).join(', ') || exact(moment),
                onChoose: onMoment,
              }}
            />
            <LifeBrush
              name="Since sign-up"
              label="Shown part of its life"
              life={life}
              counts={timeline.life.counts}
              bucketMs={timeline.life.bucket_seconds * 1000}
              range={range}
              onChange={onRange}
            />
          </div>
          <div className="relative min-w-0 xl:border-l xl:pl-6">
            <div className="flex flex-col max-xl:max-h-80 xl:absolute xl:inset-y-0 xl:right-0 xl:left-6">
              {beside}
            </div>
          </div>
        </div>
      </ChartFrame>
    </section>
  );
}

function Legend({ timeline: { marks, models, bucket_seconds } }: { timeline: AccountTimeline }) {
  const newest = models.at(-1);
  if (!marks) return <>UTC, exchanges by {duration(bucket_seconds * 1000)}; each lane has its own scale</>;
  if (models.length < 2 || newest === undefined) {
    return <>UTC, one mark an exchange{newest ? `, all on ${visible(newest)}` : ''}</>;
  }
  const earlier = models.length === 2 ? visible(models[0] ?? '') : 'earlier models';
  return (
    <>
      UTC, one mark an exchange
      <span className="flex items-center gap-1.5">
        <i aria-hidden="true" className="block h-2 w-[1.5px] bg-mark" /> {earlier}
      </span>
      <span className="flex items-center gap-1.5">
        <i aria-hidden="true" className="block h-4 w-[1.5px] bg-mark" /> {visible(newest)}, taller
      </span>
    </>
  );
}
