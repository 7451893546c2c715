'use client';

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { timeTicks } from '@/components/charts/axis';
import { textWidth } from '@/components/charts/lanes/layout';
import { useWidth } from '@/components/charts/use-width';
import { duration, moment } from '@/components/ui/format';
import { moveRange, type Range } from './range';

interface LifeBrushProps {
  /** The whole life, in ms. */
  life: Range;
  counts: readonly number[];
  bucketMs: number;
  range: Range;
  onChange: (range: Range) => void;
}

const TOP = 2;
const BASE = 26;
const HEIGHT = 46;
const GUTTER = { wide: 148, narrow: 88 };
const NARROW = 620;
const RIGHT = 10;
const NARROWEST_PX = 6;
const EDGE_PX = 8;

type Grip = 'from' | 'to' | 'both' | 'new';

/**
 * The whole life of an account with the shown range over it. Drag its edges or its middle, or draw a new one beside it;
 * by key: arrows move it, + and − zoom, Home and End jump. The range changes when the hand lets go.
 */
export function LifeBrush({ life, counts, bucketMs, range, onChange }: LifeBrushProps) {
  const [ref, width] = useWidth<HTMLDivElement>(1160);
  const [drag, setDrag] = useState<{ grip: Grip; start: number; origin: Range } | null>(null);
  const [draft, setDraft] = useState<Range | null>(null);
  const pending = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => clearTimeout(pending.current ?? undefined), []);
  const left = width < NARROW ? GUTTER.narrow : GUTTER.wide;
  const right = width - RIGHT;
  const span = Math.max(1, life.to - life.from);
  const x = (t: number) => left + ((t - life.from) / span) * (right - left);
  const timeAt = (px: number) =>
    life.from + ((Math.min(right, Math.max(left, px)) - left) / (right - left)) * span;
  const shown = draft ?? range;
  const top = Math.max(1, ...counts);
  const [x0, x1] = [x(shown.from), Math.max(x(shown.to), x(shown.from) + NARROWEST_PX)];

  const begin = (event: PointerEvent<SVGSVGElement>) => {
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    if (px < left - EDGE_PX) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const grip = gripAt(px, x0, x1);
    const at = timeAt(px);
    setDrag({ grip, start: at, origin: grip === 'new' ? { from: at, to: at } : range });
  };
  const follow = (event: PointerEvent<SVGSVGElement>) => {
    if (!drag) return;
    const at = timeAt(event.clientX - event.currentTarget.getBoundingClientRect().left);
    setDraft(dragged(drag.grip, drag.origin, at - drag.start, life));
  };
  const end = () => {
    if (draft && draft.to - draft.from >= 60_000) onChange(draft);
    setDrag(null);
    setDraft(null);
  };
  const press = (event: KeyboardEvent) => {
    const next = moveRange(event.key, shown, life);
    if (!next) return;
    event.preventDefault();
    setDraft(next);
    // A held key sends many steps; the last one counts.
    clearTimeout(pending.current ?? undefined);
    pending.current = setTimeout(() => {
      onChange(next);
      setDraft(null);
    }, 250);
  };

  return (
    <div ref={ref} className="mt-1.5 w-full">
      <div
        role="slider"
        tabIndex={0}
        aria-label="Shown part of its life; arrows move it, plus and minus zoom"
        aria-valuemin={life.from}
        aria-valuemax={life.to}
        aria-valuenow={Math.round((shown.from + shown.to) / 2)}
        aria-valuetext={`${moment(shown.from)} to ${moment(shown.to)}, ${duration(shown.to - shown.from)}`}
        onKeyDown={press}
        className="rounded-sm"
      >
        <svg
          width={width}
          height={HEIGHT}
          aria-hidden="true"
          className="block max-w-full touch-pan-y select-none"
          onPointerDown={begin}
          onPointerMove={follow}
          onPointerUp={end}
          onPointerCancel={end}
        >
          <text x={0} y={18} style={{ fill: 'var(--text-2)', fontSize: 12 }}>
            Since sign-up
          </text>
          <rect
            x={left}
            y={TOP}
            width={right - left}
            height={BASE - TOP}
            fill="transparent"
            style={{ cursor: 'crosshair' }}
          />
          {counts.map((count, index) => {
            const px = x(life.from + index * bucketMs);
            const height = count === 0 ? 0 : Math.max(1.5, (count / top) * (BASE - TOP - 4));
            const wide = Math.max(1, x(life.from + (index + 1) * bucketMs) - px - 0.75);
            return count === 0 ? null : (
              <rect key={px} x={px} y={BASE - height} width={wide} height={height} fill="var(--mark)" />
            );
          })}
          <line
            x1={left}
            x2={right}
            y1={BASE}
            y2={BASE}
            stroke="var(--line-strong)"
            shapeRendering="crispEdges"
          />
          <rect
            x={x0}
            y={TOP}
            width={x1 - x0}
            height={BASE - TOP}
            rx={2}
            fill="var(--accent)"
            fillOpacity={0.1}
            stroke="var(--accent)"
            strokeWidth={1.5}
            style={{ cursor: 'grab' }}
          />
          {(
            [
              ['from', x0],
              ['to', x1],
            ] as const
          ).map(([edge, px]) => (
            <rect
              key={edge}
              x={px - 2}
              y={8}
              width={4}
              height={11}
              rx={2}
              fill="var(--accent)"
              style={{ cursor: 'ew-resize' }}
            />
          ))}
          {timeTicks(life.from, life.to, Math.max(3, Math.floor((right - left) / 110))).map((tick) => {
            const px = x(tick.t);
            const late = px + textWidth(tick.label) / 2 > right;
            return (
              <text key={tick.t} x={late ? right : px} y={42} textAnchor={late ? 'end' : 'middle'}>
                {tick.label}
              </text>
            );
          })}
        </svg>
      </div>
    </div>
  );
}

function gripAt(px: number, x0: number, x1: number): Grip {
  if (Math.abs(px - x0) <= EDGE_PX && px <= (x0 + x1) / 2) return 'from';
  if (Math.abs(px - x1) <= EDGE_PX) return 'to';
  return px > x0 && px < x1 ? 'both' : 'new';
}

function dragged(grip: Grip, origin: Range, by: number, life: Range): Range {
  const clamp = (t: number) => Math.min(life.to, Math.max(life.from, t));
  switch (grip) {
    case 'from':
      return { from: Math.min(clamp(origin.from + by), origin.to - 60_000), to: origin.to };
    case 'to':
      return { from: origin.from, to: Math.max(clamp(origin.to + by), origin.from + 60_000) };
    case 'both': {
      const held = Math.min(life.to - origin.to, Math.max(life.from - origin.from, by));
      return { from: origin.from + held, to: origin.to + held };
    }
    case 'new':
      return {
        from: Math.min(origin.from, clamp(origin.from + by)),
        to: Math.max(origin.from, clamp(origin.from + by)),
      };
  }
}
