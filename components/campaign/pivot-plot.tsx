'use client';

import { CartesianGrid, Label, Line, LineChart, ReferenceLine, XAxis, YAxis } from 'recharts';
import { useWidth } from '@/components/charts/use-width';
import type { CampaignPivot } from '@/lib/model/console/campaign';

const TICK = { fill: 'var(--text-3)', fontSize: 11 };
const WORDS = { fill: 'var(--text-2)', fontSize: 11 };
const HEIGHT = 190;

/** Share of a campaign's exchanges on a new model by hours from its release, beside everybody else's. */
export default function PivotPlot({ pivot, label }: { pivot: CampaignPivot; label: string }) {
  const [ref, width] = useWidth<HTMLDivElement>(560);
  const points = pivot.points.map((point) => ({
    hour: point.hour,
    share: point.share === null ? null : point.share * 100,
    peers: point.peers === null ? null : point.peers * 100,
  }));
  const first = points[0]?.hour ?? 0;
  const last = points.at(-1)?.hour ?? 0;
  const ticks = points.filter((point) => point.hour % 12 === 0).map((point) => point.hour);
  const lastShare = points.findLast((point) => point.share !== null);
  const lastPeers = points.findLast((point) => point.peers !== null);
  return (
    <div ref={ref} role="img" aria-label={label} style={{ height: HEIGHT }}>
      <LineChart
        width={width}
        height={HEIGHT}
        data={points}
        margin={{ top: 18, right: 118, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="hour"
          type="number"
          domain={[first, last]}
          ticks={ticks}
          tickFormatter={(hour: number) => `${hour > 0 ? '+' : ''}${hour} h`}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
        />
        <YAxis
          width={34}
          domain={[0, (top: number) => Math.max(10, Math.ceil(top / 10) * 10)]}
          tickCount={4}
          allowDecimals={false}
          tick={TICK}
          tickLine={false}
          axisLine={false}
        />
        <ReferenceLine x={0} stroke="var(--text-2)">
          <Label value="release" position="top" style={WORDS} />
        </ReferenceLine>
        <Line
          dataKey="peers"
          type="stepAfter"
          stroke="var(--baseline)"
          strokeWidth={1.5}
          strokeDasharray="3 3"
          dot={false}
          isAnimationActive={false}
          label={endLabel(lastPeers?.hour, 'others', false)}
        />
        <Line
          dataKey="share"
          stroke="var(--accent)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
          label={endLabel(lastShare?.hour, 'this campaign', true)}
        />
      </LineChart>
    </div>
  );

  /** Writes name and value at the end of a line, once. */
  function endLabel(hour: number | undefined, name: string, strong: boolean) {
    return (props: { x?: number | string; y?: number | string; index?: number; value?: unknown }) => {
      const point = points[props.index ?? -1];
      if (!point || point.hour !== hour || typeof props.value !== 'number') return <g />;
      return (
        <text
          x={Number(props.x) + 8}
          y={Number(props.y) + 4}
          style={strong ? { fill: 'var(--text)', fontWeight: 500 } : undefined}
        >
          {name} {Math.round(props.value)}%
        </text>
      );
    };
  }
}
