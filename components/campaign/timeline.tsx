'use client';

import { CapabilityDot } from '@/components/charts/capability-strip';
import { ChartFrame, type TwinTable } from '@/components/charts/chart-frame';
import { LaneChart } from '@/components/charts/lanes/lane-chart';
import { Failure } from '@/components/ui/failure';
import { clock, count, day, moment } from '@/components/ui/format';
import { useNow } from '@/components/ui/now';
import { Segmented } from '@/components/ui/segmented';
import { Bone } from '@/components/ui/skeleton';
import type { CampaignHeader, CampaignTimeline, TimelineRange } from '@/lib/model/console/campaign';
import { useCampaignTimeline } from '@/lib/queries/use-campaign';
import { lifeFinding } from './findings';
import { campaignAnchors, campaignLanes, campaignVerticals, type Layer, layersOf, stepWords } from './lanes';

const RANGES = [
  { value: 'month', label: 'Month' },
  { value: 'week', label: 'Week' },
  { value: '48h', label: '48 h' },
] as const;
const HEIGHT = 380;
const OPEN_ROOM = 0.04;

interface TimelineProps {
  campaign: CampaignHeader;
  range: TimelineRange;
  onRange: (range: TimelineRange) => void;
}

/** The life of a campaign in lanes under one time axis. */
export function Timeline({ campaign, range, onRange }: TimelineProps) {
  const { data, error, refetch, isPlaceholderData } = useCampaignTimeline(campaign.id, range);
  if (!data) {
    return error ? (
      <Failure what="The timeline could not be loaded" error={error} onRetry={() => refetch()} />
    ) : (
      <div
        role="status"
        aria-label="Loading the timeline"
        className="space-y-4 px-5 py-[22px]"
        style={{ height: HEIGHT }}
      >
        <Bone width={320} />
        <Bone width="100%" className="h-40" />
      </div>
    );
  }
  return (
    <Drawn campaign={campaign} timeline={data} range={range} onRange={onRange} stale={isPlaceholderData} />
  );
}

function Drawn({
  campaign,
  timeline,
  range,
  onRange,
  stale,
}: TimelineProps & { timeline: CampaignTimeline; stale: boolean }) {
  const now = useNow();
  const finding = lifeFinding(campaign, now);
  const anchors = campaignAnchors(campaign, now);
  const from = Date.parse(timeline.from);
  const until = Date.parse(timeline.to);
  // Room at the right for the step that is still open.
  const end = anchors.some((anchor) => anchor.t === null) ? until + (until - from) * OPEN_ROOM : until;
  const layers = layersOf(timeline);
  const hasTraffic = layers.length > 0;
  return (
    <div className={stale ? 'opacity-60 transition-opacity duration-160' : undefined}>
      <ChartFrame
        className="px-5 pt-[22px] pb-3 max-sm:px-3"
        finding={finding}
        height={HEIGHT - 60}
        caption={
          <>
            UTC, by {stepWords(timeline.bucket_seconds)}
            {layers.map((layer) => (
              <span key={layer.label} className="flex items-center gap-1">
                <CapabilityDot capability={layer.capability} />
                {layer.label}
              </span>
            ))}
            {hasTraffic ? null : <span>no exchange in this range</span>}
          </>
        }
        actions={<Segmented label="Range" value={range} options={RANGES} onChange={onRange} />}
        table={twinOf(timeline, layers)}
      >
        <LaneChart
          label={`${finding}. The table holds the figures.`}
          from={from}
          to={end}
          lanes={campaignLanes(timeline, layers)}
          anchors={anchors}
          verticals={campaignVerticals(timeline)}
          readout={(t) => readoutAt(timeline, layers, t)}
        />
      </ChartFrame>
    </div>
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
      ...layers.map((layer) => ({ label: layer.label, numeric: true })),
      { label: 'Sign-ups', numeric: true },
      { label: 'What happened' },
    ],
    rows: timeline.sign_ups.map((signUps, index) => [
      bucketName(timeline, index),
      count(layers.reduce((sum, layer) => sum + (layer.buckets[index] ?? 0), 0)),
      ...layers.map((layer) => count(layer.buckets[index] ?? 0)),
      count(signUps),
      eventsOf(index),
    ]),
  };
}
