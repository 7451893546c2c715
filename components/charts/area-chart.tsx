'use client';

import { moment, shortCount } from '@/components/ui/format';
import { tickPlace, timeTicks } from './axis';
import { textWidth } from './lanes/layout';
import { useWidth } from './use-width';

interface AreaChartProps {
  /** The finding, for those who do not see the drawing. */
  label: string;
  /** Stacked values in order of time, evenly spaced; parts from the bottom up, one for each colour. */
  points: readonly { at: number; parts: readonly number[] }[];
  colors: readonly string[];
  /** A level to compare with, named on its line. */
  baseline: { value: number; label: string } | null;
  events?: readonly { at: number; label: string }[];
  height?: number;
}

const AXIS = 18;
const TOP = 18;

/** A small stacked area over time in UTC, with a dashed level and events as red lines. */
export function AreaChart({ label, points, colors, baseline, events = [], height = 108 }: AreaChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>(386);
  const from = points[0]?.at ?? 0;
  const to = points.at(-1)?.at ?? from + 1;
  const shown = events.filter((event) => event.at >= from && event.at <= to);
  const totals = points.map((point) => point.parts.reduce((sum, part) => sum + part, 0));
  const top = Math.max(1, baseline?.value ?? 0, ...totals);
  const base = height - AXIS;
  const x = (t: number) => ((t - from) / Math.max(1, to - from)) * width;
  const y = (value: number) => base - (value / top) * (base - TOP);
  const layers = colors.map((color, layer) => {
    const line = (upTo: number) =>
      points.map((point) => {
        const value = point.parts.slice(0, upTo).reduce((sum, part) => sum + part, 0);
        return `${x(point.at).toFixed(1)},${y(value).toFixed(1)}`;
      });
    return { color, d: `M${line(layer + 1).join('L')}L${line(layer).reverse().join('L')}Z` };
  });
  return (
    <div ref={ref} className="mt-1.5 w-full" style={{ height }}>
      <svg width={width} height={height} role="img" aria-label={label} className="block max-w-full">
        {points.length > 1
          ? layers.map((layer) => <path key={layer.color} d={layer.d} fill={layer.color} />)
          : null}
        {baseline ? (
          <>
            <line
              x1={0}
              x2={width}
              y1={y(baseline.value)}
              y2={y(baseline.value)}
              stroke="var(--baseline)"
              strokeWidth="1.5"
              strokeDasharray="3 3"
            />
            {shown.length > 0 ? (
              <text
                x={2}
                y={Math.max(10, y(baseline.value) - 5)}
                className="halo"
                style={{ fill: 'var(--text)' }}
              >
                {baseline.label}
              </text>
            ) : (
              // In the room over the drawing when no event needs it: on its line it would lie over the marks.
              <text x={width} y={10} textAnchor="end" style={{ fill: 'var(--text-2)' }}>
                ╌╌ {baseline.label}
              </text>
            )}
          </>
        ) : (
          <text x={0} y={10}>
            {shortCount(top)} at most
          </text>
        )}
        <line x1={0} x2={width} y1={base} y2={base} stroke="var(--line-strong)" shapeRendering="crispEdges" />
        {shown.map((event) => {
          const left = x(event.at) > textWidth(event.label) + 8;
          return (
            <g key={event.at}>
              <line
                x1={x(event.at)}
                x2={x(event.at)}
                y1={2}
                y2={base}
                stroke="var(--sev-critical)"
                strokeWidth="1.5"
              />
              <text
                x={x(event.at) + (left ? -5 : 5)}
                y={10}
                textAnchor={left ? 'end' : 'start'}
                style={{ fill: 'var(--text)' }}
              >
                {event.label}
              </text>
            </g>
          );
        })}
        {timeTicks(from, to, 4).map((tick) => (
          <text key={tick.t} {...tickPlace(x(tick.t), tick.label, 0, width)} y={height - 4}>
            {tick.label}
          </text>
        ))}
      </svg>
    </div>
  );
}

/** The points as rows of a table twin: time and one column a part. */
export function areaRows(points: AreaChartProps['points']): string[][] {
  return points.map((point) => [
    moment(point.at),
    ...point.parts.map((part) => Math.round(part).toLocaleString('en-US')),
  ]);
}
