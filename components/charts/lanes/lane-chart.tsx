'use client';

import { timeTicks } from '@/components/charts/axis';
import { useWidth } from '@/components/charts/use-width';
import { AnchorRow } from './anchor-row';
import { BarBody, type Box, MarkBody, StackBody, TickBody } from './lane-bodies';
import { laneHeight, textWidth } from './layout';
import type { Lane, LaneChartProps } from './types';
import { usePicking } from './use-picking';

const AXIS = 26;
const ANCHORS = 58;
const RIGHT = 10;
const GUTTER = { wide: 148, narrow: 98 };
const NARROW = 620;

/** Lanes of different kinds over one time axis in UTC. The drawing is one image; its table twin has the figures. */
export function LaneChart({
  label,
  from,
  to,
  lanes,
  anchors = [],
  verticals = [],
  shades = [],
  readout,
  onStretch,
  moments,
}: LaneChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>(1160);
  const left = width < NARROW ? GUTTER.narrow : GUTTER.wide;
  const right = width - RIGHT;
  const head = anchors.length > 0 ? ANCHORS : verticals.length > 0 ? 16 : 4;
  const span = Math.max(1, to - from);
  const x = (t: number) => left + ((t - from) / span) * (right - left);
  const inside = (t: number) => t >= from && t <= to;
  const tops = lanes.reduce<number[]>((all, _, index) => {
    const before = lanes[index - 1];
    all.push(before ? (all[index - 1] ?? 0) + laneHeight(before) : head);
    return all;
  }, []);
  const bottom = head + lanes.reduce((sum, lane) => sum + laneHeight(lane), 0);
  const bodies = lanes.map((lane, index) => ({
    lane,
    box: { left, right, top: tops[index] ?? 0, height: laneHeight(lane), x } satisfies Box,
  }));
  const { at, drawn, hand, keys } = usePicking({ from, to, left, right, onStretch, moments });
  const lines = at === null || drawn ? [] : (readout?.(at) ?? []);
  const chosen = moments?.chosen ?? null;

  return (
    <div ref={ref} className="relative mt-3 w-full rounded-sm" {...keys}>
      <svg
        width={width}
        height={bottom + AXIS}
        viewBox={`0 0 ${width} ${bottom + AXIS}`}
        role="img"
        aria-label={label}
        className="block max-w-full touch-pan-y select-none"
        style={onStretch ? { cursor: 'crosshair' } : undefined}
        {...hand}
      >
        {drawn ? (
          <rect
            x={x(drawn.from)}
            y={head}
            width={x(drawn.to) - x(drawn.from)}
            height={bottom - head}
            fill="var(--accent)"
            fillOpacity={0.14}
          />
        ) : null}
        {shades.map((shade) => (
          <g key={shade.from}>
            <rect
              x={x(shade.from)}
              y={head}
              width={Math.max(1, x(shade.to) - x(shade.from))}
              height={bottom - head}
              fill="var(--hover)"
            />
            <text x={(x(shade.from) + x(shade.to)) / 2} y={bottom - 4} textAnchor="middle">
              {shade.label}
            </text>
          </g>
        ))}
        {lanes.map((lane, index) => (
          <LaneGround key={lane.label} lane={lane} top={tops[index] ?? 0} right={right} first={index === 0} />
        ))}
        {bodies
          .filter(({ lane }) => lane.kind !== 'marks')
          .map(({ lane, box }) => (
            <LaneBody key={lane.label} lane={lane} box={box} />
          ))}
        {verticals
          .filter(({ t }) => inside(t))
          .map((line) => {
            const px = x(line.t);
            const end = px + 5 + textWidth(line.label) > right;
            return (
              <g key={`${line.t} ${line.label}`}>
                <line
                  x1={px}
                  x2={px}
                  y1={anchors.length > 0 ? head - 4 : 2}
                  y2={bottom}
                  stroke={line.tone === 'ban' ? 'var(--sev-critical)' : 'var(--text-3)'}
                />
                <text
                  x={end ? px - 5 : px + 5}
                  y={anchors.length > 0 ? head + 5 : 11}
                  textAnchor={end ? 'end' : 'start'}
                  style={{ fill: 'var(--text-2)' }}
                >
                  {line.label}
                </text>
              </g>
            );
          })}
        {anchors.length > 0 ? (
          <AnchorRow anchors={anchors} x={x} left={left} right={right} from={from} to={to} bottom={bottom} />
        ) : null}
        {bodies
          .filter(({ lane }) => lane.kind === 'marks')
          .map(({ lane, box }) => (
            <LaneBody key={lane.label} lane={lane} box={box} />
          ))}
        <TimeAxis
          from={from}
          to={to}
          x={x}
          right={right}
          y={bottom}
          most={Math.max(3, Math.floor((right - left) / 110))}
        />
        {chosen !== null && inside(chosen) ? (
          <g>
            <line
              x1={x(chosen)}
              x2={x(chosen)}
              y1={head}
              y2={bottom}
              stroke="var(--accent)"
              strokeWidth={1.5}
            />
            <path d={`M${x(chosen) - 5} ${bottom + 6}h10l-5-6z`} fill="var(--accent)" />
          </g>
        ) : null}
        {at !== null && lines.length > 0 ? (
          <line
            x1={x(at)}
            x2={x(at)}
            y1={head}
            y2={bottom}
            stroke="var(--field-line)"
            strokeDasharray="2 3"
          />
        ) : null}
      </svg>
      {at !== null && lines.length > 0 ? (
        <div
          aria-hidden="true"
          className="pointer-events-none absolute z-10 rounded-md bg-raised px-3 py-2 text-small whitespace-nowrap shadow-float"
          style={
            x(at) > width / 2 ? { right: width - x(at) + 10, top: head } : { left: x(at) + 10, top: head }
          }
        >
          {lines.map((line, index) => (
            <div key={line} className={index === 0 ? 'font-medium' : 'text-ink-2'}>
              {line}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** The name of a lane at the left and the hairline above it. */
function LaneGround({ lane, top, right, first }: { lane: Lane; top: number; right: number; first: boolean }) {
  const unit = 'unit' in lane ? lane.unit : undefined;
  const middle = top + (lane.kind === 'stack' ? 18 : laneHeight(lane) / 2) + (unit ? -3 : 4);
  return (
    <g>
      {first ? null : (
        <line x1={0} x2={right} y1={top} y2={top} stroke="var(--line)" shapeRendering="crispEdges" />
      )}
      <text x={0} y={middle} style={{ fill: 'var(--text-2)', fontSize: 12 }}>
        {lane.label}
      </text>
      {unit ? (
        <text x={0} y={middle + 14}>
          {unit}
        </text>
      ) : null}
    </g>
  );
}

function LaneBody({ lane, box }: { lane: Lane; box: Box }) {
  switch (lane.kind) {
    case 'stack':
      return <StackBody lane={lane} box={box} />;
    case 'bars':
      return <BarBody lane={lane} box={box} />;
    case 'marks':
      return <MarkBody lane={lane} box={box} />;
    case 'ticks':
      return <TickBody lane={lane} box={box} />;
  }
}

function TimeAxis({
  from,
  to,
  x,
  right,
  y,
  most,
}: {
  from: number;
  to: number;
  x: (t: number) => number;
  right: number;
  y: number;
  most: number;
}) {
  return (
    <g>
      <line x1={0} x2={right} y1={y} y2={y} stroke="var(--line)" shapeRendering="crispEdges" />
      {timeTicks(from, to, most).map((tick) => {
        const px = x(tick.t);
        const late = px + textWidth(tick.label) / 2 > right;
        return (
          <text
            key={tick.t}
            x={late ? right : px}
            y={y + 18}
            textAnchor={late ? 'end' : 'middle'}
            style={tick.strong ? { fill: 'var(--text)', fontWeight: 500 } : undefined}
          >
            {tick.label}
          </text>
        );
      })}
    </g>
  );
}
