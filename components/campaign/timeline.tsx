'use client';

import { LifeBrush } from '@/components/charts/brush/life-brush';
import { fitRange, type Range, snapRange } from '@/components/charts/brush/range';
import { ChartFrame, type TwinTable } from '@/components/charts/chart-frame';
import { LaneChart } from '@/components/charts/lanes/lane-chart';
import { RangeActions } from '@/components/charts/range-actions';
import { cn } from '@/components/ui/cn';
import { Failure } from '@/components/ui/failure';
import { clock, count, day, duration, moment } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { useNow } from '@/components/ui/now';
import { Bone } from '@/components/ui/skeleton';
import type { CampaignHeader, CampaignTimeline, TimelineRange } from '@/lib/model/console/campaign';
import type { Params } from '@/lib/queries/fetch';
import { useCampaignTimeline } from '@/lib/queries/use-campaign';
import { lifeFinding } from './findings';
import {
  campaignAnchors,
  campaignLanes,
  campaignVerticals,
  type Layer,
  layersOf,
  stepWords,
  usualOf,
} from './lanes';

export type TimelineName = TimelineRange | 'own';

const RANGES: readonly { value: TimelineName; label: string }[] = [
  { value: 'life', label: 'Whole life' },
  { value: 'month', label: 'Month' },
  { value: 'week', label: 'Week' },
  { value: '48h', label: '48 h' },
];
const HEIGHT = 372;
const OPEN_ROOM = 0.04;
/** The rollup goes by the hour; two of them make the shortest stretch worth drawing. */
const LEAST_MS = 2 * 3_600_000;

interface TimelineProps {
  campaign: CampaignHeader;
  /** What the address calls the range, and the range as it is asked for. */
  named: TimelineName;
  range: Params;
  onNamed: (name: TimelineRange) => void;
  onRange: (range: Range) => void;
}

/** The life of a campaign in lanes under one time axis, with the brush over all of it. */
export function Timeline(props: TimelineProps) {
  const { data, error, refetch, isPlaceholderData } = useCampaignTimeline(props.campaign.id, props.range);
  if (!data) {
    return error ? (
      <Failure what="The timeline could not be loaded" error={error} onRetry={() => refetch()} />
    ) : (
      <TimelineSkeleton />
    );
  }
  return <Drawn {...props} timeline={data} stale={isPlaceholderData} />;
}

/** Lanes on their way, in the place and of the height of those that come. */
export function TimelineSkeleton() {
  return (
    <div role="status" aria-label="Loading the timeline" className="px-5 pt-[22px] pb-3 max-sm:px-3">
      <div aria-hidden="true" style={{ height: HEIGHT + 92 }} className="space-y-5 overflow-hidden">
        <Bone width="44%" className="h-3" />
        <Bone width={220} />
        <Bone width="100%" className="mt-12 h-32" />
        {['90%', '64%', '72%', '58%'].map((width) => (
          <Bone key={width} width={width} />
        ))}
      </div>
    </div>
  );
}

function Drawn({
  campaign,
  timeline,
  named,
  onNamed,
  onRange,
  stale,
}: TimelineProps & { timeline: CampaignTimeline; stale: boolean }) {
  const now = useNow();
  const finding = lifeFinding(campaign, now);
  const anchors = campaignAnchors(campaign, now);
  const range = { from: Date.parse(timeline.from), to: Date.parse(timeline.to) };
  const life = { from: Date.parse(timeline.life.from), to: Date.parse(timeline.life.to) };
  // Room at the right for the step that is still open, where the range goes up to now.
  const open = anchors.some((anchor) => anchor.t === null) && range.to >= life.to;
  const end = open ? range.to + (range.to - range.from) * OPEN_ROOM : range.to;
  const layers = layersOf(timeline);
  const show = (next: Range) => onRange(snapRange(fitRange(next, life, LEAST_MS), LEAST_MS / 2, life));
  const options =
    named === 'own' ? [...RANGES, { value: 'own' as const, label: duration(range.to - range.from) }] : RANGES;
  return (
    <div
      className={cn('px-5 pt-[22px] pb-3 max-sm:px-3', stale && 'opacity-60 transition-opacity duration-160')}
      aria-busy={stale}
    >
      <ChartFrame
        finding={finding}
        height={HEIGHT}
        caption={<Legend campaign={campaign} timeline={timeline} layers={layers} />}
        actions={
          <RangeActions
            value={named}
            options={options}
            onNamed={(name) => (name === 'own' ? null : onNamed(name))}
            range={range}
            life={life}
            least={LEAST_MS}
            onRange={show}
          />
        }
        table={twinOf(timeline, layers)}
      >
        <LaneChart
          label={`${finding}. The table holds the figures.`}
          from={range.from}
          to={end}
          lanes={campaignLanes(timeline, layers)}
          anchors={anchors}
          verticals={campaignVerticals(timeline)}
          readout={(t) => readoutAt(timeline, layers, t)}
          onStretch={(from, to) => show({ from, to })}
        />
      </ChartFrame>
      <LifeBrush
        name="Whole life"
        label="Shown part of its life"
        life={life}
        counts={timeline.life.counts}
        bucketMs={timeline.life.bucket_seconds * 1000}
        range={fitRange(range, life, LEAST_MS)}
        least={LEAST_MS}
        snap={LEAST_MS / 2}
        moments={anchors.flatMap(({ label, note, t }) =>
          t === null || t <= life.from || t > life.to ? [] : [{ t, label: `${label}, ${note}` }],
        )}
        onChange={show}
      />
    </div>
  );
}

function Legend({
  campaign,
  timeline,
  layers,
}: {
  campaign: CampaignHeader;
  timeline: CampaignTimeline;
  layers: readonly Layer[];
}) {
  const hourly = timeline.bucket_seconds === 3600;
  const [from, to] = [timeline.from, timeline.to].map((time) => Math.floor(Date.parse(time) / 1000));
  return (
    <>
      UTC, by {stepWords(timeline.bucket_seconds)}
      {hourly ? (
        <span>
          , the finest kept for a whole campaign;{' '}
          <Link
            href={`/campaigns/${encodeURIComponent(campaign.id)}/rhythm?from=${from}&to=${to}`}
            className="rounded-sm text-accent hover:underline print:hidden"
          >
            its rhythm goes to the second
          </Link>
        </span>
      ) : null}
      {layers.map((layer) => (
        <span key={layer.label} className="flex items-center gap-1">
          <i aria-hidden="true" className="size-2 rounded-[2px]" style={{ background: layer.color }} />
          {layer.label}
        </span>
      ))}
      {layers.length === 0 ? <span>no exchange in this range</span> : null}
    </>
  );
}

function readoutAt(timeline: CampaignTimeline, layers: readonly Layer[], t: number): string[] {
  const start = Date.parse(timeline.from);
  const index = Math.floor((t - start) / (timeline.bucket_seconds * 1000));
  if (index >= timeline.sign_ups.length) return [];
  const values = layers
    .map((layer) => ({ label: layer.label, value: layer.buckets[index] ?? 0 }))
    .filter(({ value }) => value > 0);
  const total = values.reduce((sum, { value }) => sum + value, 0);
  const signUps = timeline.sign_ups[index] ?? 0;
  return [
    `${bucketName(timeline, index)}: ${count(total)} exchanges`,
    ...values.map(({ label, value }) => `${label} ${count(value)}`),
    ...(signUps > 0 ? [`${count(signUps)} sign-ups`] : []),
    `its mean ${count(usualOf(timeline))}`,
  ];
}

function bucketName(timeline: CampaignTimeline, index: number): string {
  const from = Date.parse(timeline.from) + index * timeline.bucket_seconds * 1000;
  if (timeline.bucket_seconds >= 86_400) return day(from);
  return `${moment(from)}–${clock(from + timeline.bucket_seconds * 1000)}`;
}

function twinOf(timeline: CampaignTimeline, layers: readonly Layer[]): TwinTable {
  const start = Date.parse(timeline.from);
  const step = timeline.bucket_seconds * 1000;
  const eventsOf = (index: number) => {
    const within = (at: string) => Math.floor((Date.parse(at) - start) / step) === index;
    return [
      ...timeline.account_events
        .filter((event) => within(event.at))
        .map((event) => `${count(event.accounts)} ${event.kind.replaceAll('_', ' ')}`),
      ...timeline.releases
        .filter((release) => within(release.at))
        .map((release) => `${release.model} released`),
      ...timeline.events.filter((event) => within(event.at)).map((event) => event.summary),
    ].join('; ');
  };
  return {
    columns: [
      { label: 'From' },
      { label: 'Exchanges', numeric: true },
      { label: 'Mean of its life', numeric: true },
      ...layers.map((layer) => ({ label: layer.label, numeric: true })),
      { label: 'Sign-ups', numeric: true },
      { label: 'What happened' },
    ],
    rows: timeline.sign_ups.map((signUps, index) => [
      bucketName(timeline, index),
      count(layers.reduce((sum, layer) => sum + (layer.buckets[index] ?? 0), 0)),
      count(usualOf(timeline)),
      ...layers.map((layer) => count(layer.buckets[index] ?? 0)),
      count(signUps),
      eventsOf(index),
    ]),
  };
}
