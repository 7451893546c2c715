'use client';

import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { tickPlace, timeTicks } from '@/components/charts/axis';
import { useWidth } from '@/components/charts/use-width';
import { count, duration, moment } from '@/components/ui/format';
import type { RhythmLine, RhythmPicture } from '@/lib/model/console/rhythm';
import { Loupe } from './loupe';
import type { Raster } from './paint';
import { RasterCanvas } from './raster-canvas';
import { type Kind, poolName, stripTotals } from './scene';
import { events, Strip } from './strip';
import { useGestures } from './use-gestures';
import { useInk } from './use-ink';
import { type Extent, fitView, panView, type View, viewByKey, zoomTime } from './view';

const GUTTER = 26;
const AXIS = 22;
const LOUPE = { width: 300, height: 240, away: 18 };
const COMMIT_MS = 300;

interface RhythmChartProps {
  picture: RhythmPicture;
  lines: readonly RhythmLine[];
  raster: Raster;
  kinds: readonly Kind[];
  kindOf: Uint8Array;
  /** Whether pools lie one below the other in this order. */
  pooled: boolean;
  height: number;
  finding: string;
  view: View;
  extent: Extent;
  onView: (view: View) => void;
}

/** The raster under its strip, with time axis, what happened to the whole group, a loupe and a brush over the month. */
export function RhythmChart(props: RhythmChartProps) {
  const { picture, lines, raster, kinds, kindOf, pooled, height, finding, extent, onView } = props;
  const router = useRouter();
  const [ref, width] = useWidth<HTMLDivElement>(900);
  const stage = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLElement>(null);
  const ink = useInk(probe, kinds);
  const plot = width - GUTTER;
  const [view, move] = useMoving(props.view, onView);
  const [point, setPoint] = useState<{ x: number; y: number } | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const since = Date.parse(picture.since);
  const x = (t: number) => ((t - view.from) / (view.to - view.from)) * plot;
  const lineAt = (y: number) => Math.floor(view.top + y / view.lineHeight);
  const open = (index: number) => {
    const id = lines[index]?.id;
    if (id) router.push(`/accounts/${encodeURIComponent(id)}`);
  };
  useGestures(stage, {
    view,
    extent,
    width: plot,
    onView: move,
    onPoint: (at) => {
      setPoint(at);
      if (at) setChosen(null);
    },
    onPick: ({ y }) => open(lineAt(y)),
  });
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const step = event.key === 'ArrowUp' ? -1 : 1;
      const next = Math.min(Math.max((chosen ?? Math.floor(view.top) - step) + step, 0), lines.length - 1);
      setChosen(next);
      setPoint(null);
      const shown = extent.height / view.lineHeight;
      if (next < view.top) move(panView(view, 0, next - view.top, extent));
      else if (next >= view.top + shown - 1) move(panView(view, 0, next - view.top - shown + 1, extent));
      return;
    }
    if (event.key === 'Enter' && chosen !== null) return open(chosen);
    if (event.key === 'Escape') return setChosen(null);
    const next = viewByKey(event.key, view, extent);
    if (!next) return;
    event.preventDefault();
    move(next);
  };
  const index = chosen ?? (point ? lineAt(point.y) : null);
  const line = index === null ? undefined : lines[index];
  const pointed = point
    ? view.from + (point.x / plot) * (view.to - view.from)
    : middleOf(raster, index, view);
  const pools = useMemo(() => (pooled ? stretches(lines) : []), [pooled, lines]);
  const shown = Math.min(lines.length, Math.round(extent.height / view.lineHeight));
  return (
    <div ref={ref} className="min-w-0">
      <span ref={probe} aria-hidden="true" />
      <Strip picture={picture} from={view.from} to={view.to} width={width} gutter={GUTTER} />
      <div className="relative" style={{ paddingLeft: GUTTER }}>
        <div
          ref={stage}
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a drawing that keys move must be reachable by key
          tabIndex={0}
          aria-roledescription="raster"
          aria-label={`${finding}. ${count(lines.length)} lines from ${moment(since + view.from * 1_000)} to ${moment(since + view.to * 1_000)}. Arrows move, plus and minus zoom, 0 shows all, up and down choose a line, Enter opens it. The table holds the figures.`}
          onKeyDown={press}
          className="relative cursor-crosshair touch-none overflow-hidden outline-offset-0"
          style={{ height }}
        >
          <RasterCanvas raster={raster} kindOf={kindOf} ink={ink} view={view} width={plot} height={height} />
          <svg
            width={plot}
            height={height}
            aria-hidden="true"
            className="pointer-events-none absolute inset-0"
          >
            {events(picture, since).map((event) => {
              const at = x(event.at);
              return at < 0 || at > plot ? null : (
                <line
                  key={event.text}
                  x1={at}
                  x2={at}
                  y1={0}
                  y2={height}
                  stroke={event.ban ? 'var(--sev-critical)' : 'var(--text-2)'}
                  strokeWidth={event.ban ? 1.5 : 1}
                  strokeDasharray={event.ban ? undefined : '2 3'}
                />
              );
            })}
            {pools.slice(1).map(({ first }) => {
              const y = (first - view.top) * view.lineHeight;
              return y < 0 || y > height ? null : (
                <line key={first} x1={0} x2={plot} y1={y} y2={y} stroke="var(--field-line)" />
              );
            })}
            {line && index !== null ? (
              <rect
                x={0.5}
                y={(index - view.top) * view.lineHeight - 1.5}
                width={plot - 1}
                height={view.lineHeight + 3}
                fill="none"
                stroke="var(--text)"
              />
            ) : null}
          </svg>
        </div>
        {pools.map(({ pool, first, last }) => {
          const y0 = Math.max(0, (first - view.top) * view.lineHeight);
          const y1 = Math.min(height, (last + 1 - view.top) * view.lineHeight);
          return y1 - y0 < 60 ? null : (
            <span
              key={first}
              className="absolute left-0 w-4 rotate-180 text-center text-axis text-ink-3 [writing-mode:vertical-rl]"
              style={{ top: y0, height: y1 - y0 }}
            >
              Pool {poolName(pool)}, {count(picture.pools[pool]?.accounts ?? 0)}
            </span>
          );
        })}
        {line && index !== null && pointed !== null ? (
          <div
            className="pointer-events-none absolute z-10"
            style={placeOf(point ?? { x: x(pointed), y: (index - view.top) * view.lineHeight }, plot, height)}
          >
            <Loupe
              picture={picture}
              line={line}
              index={index}
              at={pointed}
              raster={raster}
              ink={ink}
              kindOf={kindOf}
              view={view}
            />
          </div>
        ) : null}
      </div>
      <svg width={width} height={AXIS} aria-hidden="true" className="block max-w-full">
        {timeTicks(
          since + view.from * 1_000,
          since + view.to * 1_000,
          Math.max(3, Math.floor(plot / 90)),
        ).map((tick) => (
          <text
            key={tick.t}
            {...tickPlace(GUTTER + x((tick.t - since) / 1_000), tick.label, GUTTER, width)}
            y={15}
            style={tick.strong ? { fill: 'var(--text)', fontWeight: 500 } : undefined}
          >
            {tick.label}
          </text>
        ))}
      </svg>
      <Month picture={picture} view={view} width={width} extent={extent} onView={move} />
      <p className="sr-only" aria-live="polite">
        {chosen !== null && line
          ? `Line ${count(chosen + 1)}: ${line.id}, ${line.status}, ${count(line.marks)} sessions`
          : ''}
      </p>
      <p className="pt-1 text-axis text-ink-3" style={{ paddingLeft: GUTTER }}>
        {count(shown)} of {count(lines.length)} lines and {duration((view.to - view.from) * 1_000)} on screen.
        Drag moves, Ctrl and the wheel zoom time, Alt and the wheel zoom lines, a click opens the account.
      </p>
    </div>
  );
}

/** The view as the hand moves it; the address follows when it rests. */
function useMoving(settled: View, onSettle: (view: View) => void): [View, (view: View) => void] {
  const [moving, setMoving] = useState<View | null>(null);
  const pending = useRef<ReturnType<typeof setTimeout> | null>(null);
  const settle = useRef(onSettle);
  settle.current = onSettle;
  useEffect(() => () => clearTimeout(pending.current ?? undefined), []);
  // Another view from outside (an order, the back button) ends the movement.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the settled view is what to listen for
  useEffect(() => setMoving(null), [settled]);
  const move = useCallback((view: View) => {
    setMoving(view);
    clearTimeout(pending.current ?? undefined);
    pending.current = setTimeout(() => settle.current(view), COMMIT_MS);
  }, []);
  return [moving ?? settled, move];
}

/** Runs of lines of one pool. */
function stretches(lines: readonly RhythmLine[]): { pool: number; first: number; last: number }[] {
  const found: { pool: number; first: number; last: number }[] = [];
  lines.forEach(({ pool }, i) => {
    const open = found.at(-1);
    if (open?.pool === pool) open.last = i;
    else found.push({ pool, first: i, last: i });
  });
  return found.length > 1 ? found : [];
}

/** Where the marks of a line lie that are on screen, for the loupe when keys choose. */
function middleOf(raster: Raster, index: number | null, view: View): number | null {
  if (index === null || index + 1 >= raster.offsets.length) return null;
  for (let i = raster.offsets[index] as number; i < (raster.offsets[index + 1] as number); i++) {
    const start = raster.marks.starts[i] as number;
    if (start >= view.from && start <= view.to) return start;
  }
  return (view.from + view.to) / 2;
}

function placeOf(at: { x: number; y: number }, width: number, height: number): { left: number; top: number } {
  const right = at.x + LOUPE.away + LOUPE.width <= width;
  return {
    left: GUTTER + (right ? at.x + LOUPE.away : Math.max(0, at.x - LOUPE.away - LOUPE.width)),
    top: Math.min(Math.max(0, at.y - 40), Math.max(0, height - LOUPE.height)),
  };
}

const MONTH_HEIGHT = 40;
const MONTH_BASE = 24;

/** The picture from its first session on with the shown stretch over it: click or drag puts the stretch there. */
function Month({
  picture,
  view,
  width,
  extent,
  onView,
}: {
  picture: RhythmPicture;
  view: View;
  width: number;
  extent: Extent;
  onView: (view: View) => void;
}) {
  const dragging = useRef(false);
  const since = Date.parse(picture.since);
  const begun = useMemo(() => firstAt(picture), [picture]);
  // The silence before is drawn only where it is shown.
  const start = Math.min(view.from, begun);
  const span = extent.span - start;
  const x = (t: number) => GUTTER + ((t - start) / span) * (width - GUTTER);
  const timeAt = (clientX: number, box: DOMRect) =>
    start + ((clientX - box.left - GUTTER) / (width - GUTTER)) * span;
  const centre = (clientX: number, box: DOMRect) => {
    const at = timeAt(clientX, box);
    const half = (view.to - view.from) / 2;
    onView(fitView({ ...view, from: at - half, to: at + half }, extent));
  };
  // It stays as it is while the stretch over it moves.
  const path = useMemo(() => monthPath(picture, width, start, span), [picture, width, start, span]);
  const whole = view.to - view.from >= extent.span * 0.999;
  return (
    <svg
      width={width}
      height={MONTH_HEIGHT}
      aria-hidden="true"
      className="mt-1 block max-w-full touch-none select-none"
      onPointerDown={(event) => {
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        if (whole) return;
        centre(event.clientX, event.currentTarget.getBoundingClientRect());
      }}
      onPointerMove={(event) => {
        if (dragging.current && !whole) centre(event.clientX, event.currentTarget.getBoundingClientRect());
      }}
      onPointerUp={() => {
        dragging.current = false;
      }}
      onDoubleClick={(event) => {
        const at = timeAt(event.clientX, event.currentTarget.getBoundingClientRect());
        onView(zoomTime(view, at, 0.25, extent));
      }}
    >
      <path d={path} fill="var(--mark-2)" />
      <line x1={GUTTER} x2={width} y1={MONTH_BASE + 0.5} y2={MONTH_BASE + 0.5} stroke="var(--line-strong)" />
      <rect
        x={x(view.from)}
        y={1}
        width={Math.max(4, x(view.to) - x(view.from) - 1)}
        height={MONTH_BASE}
        rx={2}
        fill="var(--accent)"
        fillOpacity={whole ? 0 : 0.12}
        stroke="var(--accent)"
        strokeOpacity={whole ? 0.4 : 1}
        strokeWidth={1.5}
      />
      {timeTicks(
        since + start * 1_000,
        since + extent.span * 1_000,
        Math.max(3, Math.floor(width / 110)),
      ).map((tick) => (
        <text
          key={tick.t}
          {...tickPlace(x((tick.t - since) / 1_000), tick.label, GUTTER, width)}
          y={MONTH_HEIGHT - 2}
        >
          {tick.label}
        </text>
      ))}
    </svg>
  );
}

/** When the first step with a session begins, in seconds; the beginning where there is none. */
function firstAt(picture: RhythmPicture): number {
  return (
    Math.max(
      0,
      stripTotals(picture).findIndex((n) => n > 0),
    ) * picture.strip.step_seconds
  );
}

function monthPath(picture: RhythmPicture, width: number, start: number, span: number): string {
  const step = picture.strip.step_seconds;
  const totals = stripTotals(picture);
  const top = Math.max(1, ...totals);
  const x = (t: number) => (GUTTER + ((t - start) / span) * (width - GUTTER)).toFixed(1);
  const steps = totals.flatMap((n, i) => {
    if ((i + 1) * step <= start) return [];
    const y = (MONTH_BASE - (n / top) * (MONTH_BASE - 3)).toFixed(1);
    return [`${x(Math.max(start, i * step))},${y}L${x((i + 1) * step)},${y}`];
  });
  return `M${GUTTER},${MONTH_BASE}L${steps.join('L')}L${width},${MONTH_BASE}Z`;
}
