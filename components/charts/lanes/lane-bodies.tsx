import { valueTicks } from '@/components/charts/axis';
import { count, shortCount } from '@/components/ui/format';
import { placeMarks, radius } from './layout';
import type { BarLane, Mark, MarkLane, StackLane, TickLane } from './types';

export interface Box {
  /** Left and right of the plot, top and height of the lane, in px. */
  left: number;
  right: number;
  top: number;
  height: number;
  x: (t: number) => number;
}

export function StackBody({ lane, box }: { lane: StackLane; box: Box }) {
  const top = Math.max(
    1,
    lane.baseline?.value ?? 0,
    ...lane.bars.map((bar) => bar.parts.reduce((sum, part) => sum + part.value, 0)),
  );
  const ticks = valueTicks(top);
  const base = box.top + box.height - 6;
  const scale = (box.height - 18) / Math.max(top, ticks.at(-1) ?? top);
  return (
    <g>
      {ticks.slice(1).map((value) => (
        <g key={value}>
          <line
            x1={box.left}
            x2={box.right}
            y1={base - value * scale}
            y2={base - value * scale}
            stroke="var(--line)"
            shapeRendering="crispEdges"
          />
          <text x={box.left - 8} y={base - value * scale + 4} textAnchor="end">
            {shortCount(value)}
          </text>
        </g>
      ))}
      {lane.bars.map((bar) => {
        const x = box.x(bar.from) + 0.75;
        const width = Math.max(1, box.x(bar.to) - box.x(bar.from) - 1.5);
        let y = base;
        return (
          <g key={bar.from}>
            {bar.parts.map((part) => {
              const height = part.value * scale;
              y -= height;
              return height < 0.3 ? null : (
                <rect
                  key={part.key}
                  x={x}
                  y={y}
                  width={width}
                  height={Math.max(0.6, height - 0.6)}
                  fill={part.color}
                />
              );
            })}
          </g>
        );
      })}
      <line
        x1={box.left}
        x2={box.right}
        y1={base}
        y2={base}
        stroke="var(--line-strong)"
        shapeRendering="crispEdges"
      />
      {lane.baseline ? (
        <>
          <line
            x1={box.left}
            x2={box.right}
            y1={base - lane.baseline.value * scale}
            y2={base - lane.baseline.value * scale}
            stroke="var(--text)"
            strokeWidth="1.25"
            strokeDasharray="4 3"
          />
          {/* In the room over the bars: on the line itself it would lie over them. */}
          <text
            x={box.right}
            y={box.top + 8}
            textAnchor="end"
            className="halo"
            style={{ fill: 'var(--text-2)' }}
          >
            <tspan style={{ fill: 'var(--text)' }}>╌╌ </tspan>
            {lane.baseline.label}
          </text>
        </>
      ) : null}
    </g>
  );
}

export function BarBody({ lane, box }: { lane: BarLane; box: Box }) {
  const top = Math.max(1, ...lane.bars.map((bar) => bar.value));
  const scale = (box.height - 16) / top;
  const base = box.top + box.height - 6;
  const highest = lane.bars.find((bar) => bar.value === top);
  return (
    <g>
      {lane.bars.map((bar) => {
        const x = box.x(bar.from) + 0.75;
        const height = Math.max(bar.value > 0 ? 1 : 0, bar.value * scale);
        return (
          <rect
            key={bar.from}
            x={x}
            y={base - height}
            width={Math.max(1, box.x(bar.to) - box.x(bar.from) - 1.5)}
            height={height}
            fill={lane.color ?? 'var(--mark-2)'}
          >
            <title>{count(bar.value)}</title>
          </rect>
        );
      })}
      {highest && top > 1 ? (
        <text
          x={Math.min(box.x(highest.to) + 5, box.right)}
          className="halo"
          y={box.top + 18}
          textAnchor={box.x(highest.to) + 40 > box.right ? 'end' : 'start'}
          style={{ fill: 'var(--text-2)' }}
        >
          {count(top)}
        </text>
      ) : null}
    </g>
  );
}

const INKS = {
  data: 'var(--mark)',
  ban: 'var(--sev-critical)',
  person: 'var(--accent)',
  quiet: 'var(--mark-2)',
};

export function MarkBody({ lane, box }: { lane: MarkLane; box: Box }) {
  const y = box.top + box.height / 2;
  return (
    <g>
      {placeMarks(lane.marks, box.x, box.left, box.right).map(({ mark, x, label }) => (
        <g key={`${mark.t} ${mark.text}`}>
          <title>{mark.text}</title>
          <Shape mark={mark} x={x} y={y} />
          {label ? (
            <text
              x={label.x}
              y={y + 4}
              className="halo"
              textAnchor={label.anchor}
              style={mark.strong ? { fill: 'var(--text)', fontWeight: 500 } : { fill: 'var(--text-2)' }}
            >
              {mark.text}
            </text>
          ) : null}
        </g>
      ))}
    </g>
  );
}

function Shape({ mark, x, y }: { mark: Mark; x: number; y: number }) {
  const ink = INKS[mark.tone];
  const r = radius(mark);
  switch (mark.shape) {
    case 'ring':
      return <circle cx={x} cy={y} r={r} fill="var(--surface)" stroke={ink} strokeWidth="1.5" />;
    case 'dot':
      return <circle cx={x} cy={y} r={r} fill={ink} />;
    case 'diamond':
      return <path d={`M${x} ${y - 5.5}l5.500 5.500-5.500 5.500-5.500-5.500z`} fill={ink} />;
    case 'down':
      return <path d={`M${x - 7} ${y - 6}h14l-7 12z`} fill={ink} />;
    case 'up':
      return <path d={`M${x - 6} ${y + 5}h12l-6-10z`} fill={ink} />;
  }
}

export function TickBody({ lane, box }: { lane: TickLane; box: Box }) {
  const base = box.top + box.height - 4;
  const tallest = box.height - 8;
  // One path for all marks of a kind: five hundred elements would be slow to lay out.
  const path = (tall: boolean) =>
    lane.ticks
      .filter((tick) => Boolean(tick.tall) === tall)
      .map((tick) => `M${box.x(tick.t).toFixed(1)} ${base}v${-Math.round(tall ? tallest : tallest * 0.56)}`)
      .join('');
  return (
    <g stroke={lane.color} strokeWidth="1.5">
      <path d={path(false)} />
      <path d={path(true)} />
    </g>
  );
}
