'use client';

import { useWidth } from '@/components/charts/use-width';
import { day, percent } from '@/components/ui/format';
import { visible } from '@/components/ui/untrusted-text';
import type { CapabilityPivots } from '@/lib/model/console/capability';
import { axisEnd, namedDots, pivotsFinding } from './pivots';

const ROW = 54;
const TOP = 40;
const LEFT = 110;
const RIGHT = 16;

/** One line a release: a dot for each campaign at the share it moved within a day, its peers as a band with their median. */
export function PivotPlot({ pivots, selected }: { pivots: CapabilityPivots; selected: string | null }) {
  const [ref, width] = useWidth<HTMLDivElement>(710);
  const end = axisEnd(pivots);
  const right = width - RIGHT;
  const x = (share: number) => LEFT + (share / end) * (right - LEFT);
  const bottom = TOP + (pivots.items.length - 1) * ROW + 30;
  const ticks = Array.from({ length: Math.round(end * 10) + 1 }, (_, step) => step / 10).filter(
    (_, step, all) => all.length <= 7 || step % 2 === 0,
  );
  return (
    <div ref={ref} className="mt-2">
      <svg
        width={width}
        height={bottom + 22}
        role="img"
        aria-label={pivotsFinding(pivots)}
        className="block max-w-full"
      >
        {ticks.map((share) => (
          <g key={share}>
            <line
              x1={x(share)}
              x2={x(share)}
              y1={10}
              y2={bottom}
              stroke="var(--line)"
              shapeRendering="crispEdges"
            />
            <text x={x(share)} y={bottom + 16} textAnchor={x(share) + 16 > width ? 'end' : 'middle'}>
              {percent(share)}
            </text>
          </g>
        ))}
        {pivots.items.map((pivot, index) => {
          const y = TOP + index * ROW;
          const { peers } = pivot;
          return (
            <g key={pivot.model}>
              <text x={0} y={y} style={{ fill: 'var(--text)', fontSize: 12, fontWeight: 500 }}>
                {visible(Array.from(pivot.model).slice(0, 16).join(''))}
              </text>
              <text x={0} y={y + 15}>
                {day(pivot.released_at)}
              </text>
              <line
                x1={x(0)}
                x2={right}
                y1={y}
                y2={y}
                stroke="var(--line-strong)"
                shapeRendering="crispEdges"
              />
              {peers ? (
                <>
                  <rect
                    x={x(peers.low)}
                    y={y - 9}
                    width={Math.max(3, x(peers.high) - x(peers.low))}
                    height={18}
                    rx={2}
                    fill="var(--press)"
                  />
                  <line
                    x1={x(peers.median)}
                    x2={x(peers.median)}
                    y1={y - 11}
                    y2={y + 11}
                    stroke="var(--baseline)"
                    strokeWidth={2}
                  />
                </>
              ) : null}
              {pivot.campaigns.map(({ id, title, share }, place) => {
                const hot = selected === null ? place === 0 && share >= 0.02 : id === selected;
                return (
                  <circle
                    key={id}
                    cx={x(share)}
                    cy={y}
                    r={hot ? 6 : 5}
                    fill={hot ? 'var(--accent)' : 'var(--surface)'}
                    stroke={hot ? 'var(--accent)' : 'var(--mark)'}
                    strokeWidth={1.5}
                  >
                    <title>{`${visible(title)} ${percent(share)}`}</title>
                  </circle>
                );
              })}
              {namedDots(pivot, x, LEFT, width).map(({ id, x: px, text, first }) => (
                <text
                  key={id}
                  x={px}
                  y={y - 13}
                  textAnchor="middle"
                  style={first ? { fill: 'var(--text)', fontWeight: 600 } : { fill: 'var(--text-2)' }}
                >
                  {text}
                </text>
              ))}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** What the marks of the plot stand for. */
export function PivotLegend() {
  return (
    <>
      <span className="flex items-center gap-1.5">
        <i aria-hidden="true" className="relative block h-2.5 w-[22px] rounded-[2px] bg-press">
          <i className="absolute -inset-y-0.5 left-1/2 w-0.5 bg-baseline" />
        </i>
        others: median, middle 80%
      </span>
      <span className="flex items-center gap-1.5">
        <i aria-hidden="true" className="block size-2.5 rounded-full inset-ring-[1.5px] inset-ring-mark" /> a
        campaign
      </span>
    </>
  );
}
