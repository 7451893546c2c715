'use client';

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { timeTicks } from '@/components/charts/axis';
import { textWidth } from '@/components/charts/lanes/layout';
import { useWidth } from '@/components/charts/use-width';
import { duration, moment } from '@/components/ui/format';
import { fitRange, moveRange, type Range, snapRange } from './range';

interface LifeBrushProps {
  /** What the strip shows, in the gutter: "Since sign-up". */
  name: string;
  /** What the strip is for those who do not see it: "Shown part of its life". */
  label: string;
  /** The whole life, in ms. */
  life: Range;
  counts: readonly number[];
  bucketMs: number;
  range: Range;
  /** The shortest range there is, in ms. */
  least?: number;
  /** Ranges begin and end on whole steps of so many ms since the epoch, such as days. */
  snap?: number;
  /** Moments to find one's way by, such as the detection. */
  moments?: readonly { t: number; label: string }[];
  /** Width of the gutter, in px, where the strip stands under something else than lanes. */
  gutter?: number;
  onChange: (range: Range) => void;
}

const TOP = 2;
const BASE = 26;
const HEIGHT = 46;
const GUTTER = { wide: 148, narrow: 98 };
const NARROW = 620;
const RIGHT = 10;
const NARROWEST_PX = 6;
const EDGE_PX = 8;
const MINUTE_MS = 60_000;

type Grip = 'from' | 'to' | 'both' | 'new';

/**
 * A whole life with the shown range over it. Drag its edges or its middle, or draw a new one beside it;
 * by key: arrows move it, + and − zoom, Home and End jump. The range changes when the hand lets go.
 */
export function LifeBrush({
  name,
  label,
  life,
  counts,
  bucketMs,
  range,
  least = MINUTE_MS,
  snap,
  moments = [],
  gutter,
  onChange,
}: LifeBrushProps) {
  const [ref, width] = useWidth<HTMLDivElement>(1160);
  const [drag, setDrag] = useState<{ grip: Grip; start: number; origin: Range } | null>(null);
  const [draft, setDraft] = useState<Range | null>(null);
  const pending = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => clearTimeout(pending.current ?? undefined), []);
  const left = gutter ?? (width < NARROW ? GUTTER.narrow : GUTTER.wide);
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
    const next = dragged(drag.grip, drag.origin, at - drag.start, life, least);
    setDraft(snap ? snapRange(next, snap, life) : next);
  };
  const end = () => {
    if (draft && draft.to - draft.from > 0) onChange(fitRange(draft, life, least));
    setDrag(null);
    setDraft(null);
  };
  const press = (event: KeyboardEvent) => {
    const moved = moveRange(event.key, shown, life, least);
    if (!moved) return;
    const next = snap ? snapRange(stepped(moved, shown, snap), snap, life) : moved;
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
    <div ref={ref} className="mt-1.5 w-full print:hidden">
      <div
        role="slider"
        tabIndex={0}
        aria-label={`${label}; arrows move it, plus and minus zoom`}
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
            {name}
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
          {moments.map((moment) => (
            <line
              key={`${moment.t} ${moment.label}`}
              x1={x(moment.t)}
              x2={x(moment.t)}
              y1={TOP}
              y2={BASE}
              stroke="var(--accent)"
              strokeDasharray="2 2"
            >
              <title>{moment.label}</title>
            </line>
          ))}
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

/** A step by key of less than what is snapped to goes one whole step, so that no key is without effect. */
function stepped(moved: Range, from: Range, step: number): Range {
  const by = moved.from - from.from;
  if (moved.to - moved.from !== from.to - from.from || by === 0 || Math.abs(by) >= step) return moved;
  return { from: from.from + Math.sign(by) * step, to: from.to + Math.sign(by) * step };
}

function dragged(grip: Grip, origin: Range, by: number, life: Range, least: number): Range {
  const clamp = (t: number) => Math.min(life.to, Math.max(life.from, t));
  switch (grip) {
    case 'from':
      return { from: Math.min(clamp(origin.from + by), origin.to - least), to: origin.to };
    case 'to':
      return { from: origin.from, to: Math.max(clamp(origin.to + by), origin.from + least) };
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
