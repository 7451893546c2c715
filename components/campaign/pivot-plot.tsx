'use client';

import { textWidth } from '@/components/charts/lanes/layout';
import { useWidth } from '@/components/charts/use-width';
import type { CampaignPivot } from '@/lib/model/console/campaign';

const HEIGHT = 190;
const TOP = 18;
const AXIS = 20;
const LEFT = 34;
/** Room at the right for the names at the ends of the lines. */
const NAMES = 118;
const HOURS_APART = 12;
/** Names at the ends keep so far apart, in px. */
const LINE_PX = 14;

interface Point {
  hour: number;
  value: number;
}

/** Share of a campaign's exchanges on a new model by hours from its release, beside everybody else's. */
export function PivotPlot({ pivot, label }: { pivot: CampaignPivot; label: string }) {
  const [ref, width] = useWidth<HTMLDivElement>(560);
  const own = seriesOf(pivot, 'share');
  const others = seriesOf(pivot, 'peers');
  const first = pivot.points[0]?.hour ?? 0;
  const last = Math.max(first + 1, pivot.points.at(-1)?.hour ?? 0);
  const highest = Math.max(0.1, ...own.map(({ value }) => value), ...others.map(({ value }) => value));
  const top = Math.ceil(highest * 10 - 1e-9) / 10;
  const right = width - NAMES;
  const bottom = HEIGHT - AXIS;
  const x = (hour: number) => LEFT + ((hour - first) / (last - first)) * (right - LEFT);
  const y = (value: number) => bottom - (value / top) * (bottom - TOP);
  const values = [1, 2, 3].map((part) => (top * part) / 3).filter((value) => Math.round(value * 100) > 0);
  const hours = pivot.points.map(({ hour }) => hour).filter((hour) => hour % HOURS_APART === 0);
  const ends = endLabels(own.at(-1), others.at(-1), y);
  return (
    <div ref={ref}>
      <svg
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={label}
        className="block max-w-full"
      >
        {values.map((value) => (
          <g key={value}>
            <line
              x1={LEFT}
              x2={right}
              y1={y(value)}
              y2={y(value)}
              stroke="var(--line)"
              shapeRendering="crispEdges"
            />
            <text x={LEFT - 8} y={y(value) + 4} textAnchor="end">
              {Math.round(value * 100)}
            </text>
          </g>
        ))}
        <line
          x1={LEFT}
          x2={right}
          y1={bottom}
          y2={bottom}
          stroke="var(--line-strong)"
          shapeRendering="crispEdges"
        />
        <text x={LEFT - 8} y={bottom + 4} textAnchor="end">
          0
        </text>
        {hours.map((hour) => (
          <text key={hour} x={x(hour)} y={HEIGHT - 4} textAnchor="middle">
            {`${hour > 0 ? '+' : ''}${hour} h`}
          </text>
        ))}
        {first <= 0 && last >= 0 ? (
          <>
            <line x1={x(0)} x2={x(0)} y1={TOP - 4} y2={bottom} stroke="var(--text-2)" />
            <text
              x={Math.max(x(0), LEFT + textWidth('release') / 2)}
              y={TOP - 8}
              textAnchor="middle"
              style={{ fill: 'var(--text-2)' }}
            >
              release
            </text>
          </>
        ) : null}
        <path
          d={stepPath(others, x, y)}
          fill="none"
          stroke="var(--baseline)"
          strokeWidth={1.5}
          strokeDasharray="3 3"
        />
        <path
          d={linePath(own, x, y)}
          fill="none"
          stroke="var(--accent)"
          strokeWidth={2}
          strokeLinecap="round"
        />
        {ends.map(({ name, at, value, py, strong }) => (
          <text
            key={name}
            x={x(at) + 8}
            y={py + 4}
            style={strong ? { fill: 'var(--text)', fontWeight: 500 } : undefined}
          >
            {name} {Math.round(value * 100)}%
          </text>
        ))}
      </svg>
    </div>
  );
}

function seriesOf({ points }: CampaignPivot, name: 'share' | 'peers'): Point[] {
  return points.flatMap((point) => {
    const value = point[name];
    return value === null ? [] : [{ hour: point.hour, value }];
  });
}

/** Broken where hours are missing: a silence is no straight line. */
function linePath(
  points: readonly Point[],
  x: (hour: number) => number,
  y: (value: number) => number,
): string {
  return points
    .map(({ hour, value }, index) => {
      const joined = index > 0 && hour - (points[index - 1]?.hour ?? 0) <= 1;
      const place = `${x(hour).toFixed(1)} ${y(value).toFixed(1)}`;
      // A stroke of no length makes a dot of an hour between two silences.
      return joined ? `L${place}` : `M${place}h0`;
    })
    .join('');
}

function stepPath(
  points: readonly Point[],
  x: (hour: number) => number,
  y: (value: number) => number,
): string {
  return points
    .map(({ hour, value }, index) =>
      index === 0
        ? `M${x(hour).toFixed(1)} ${y(value).toFixed(1)}`
        : `H${x(hour).toFixed(1)}V${y(value).toFixed(1)}`,
    )
    .join('');
}

/** The names at the ends of both lines, moved apart where they would lie on each other. */
function endLabels(own: Point | undefined, others: Point | undefined, y: (value: number) => number) {
  const labels = [
    ...(own
      ? [{ name: 'this campaign', at: own.hour, value: own.value, py: y(own.value), strong: true }]
      : []),
    ...(others
      ? [{ name: 'others', at: others.hour, value: others.value, py: y(others.value), strong: false }]
      : []),
  ].sort((a, b) => a.py - b.py);
  const [upper, lower] = labels;
  if (upper && lower && lower.py - upper.py < LINE_PX) upper.py = lower.py - LINE_PX;
  return labels;
}
