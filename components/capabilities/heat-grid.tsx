'use client';

import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { CapabilityDot } from '@/components/charts/capability-strip';
import { cn } from '@/components/ui/cn';
import { day } from '@/components/ui/format';
import { visible } from '@/components/ui/untrusted-text';
import { CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';
import type { CapabilityGrid } from '@/lib/model/console/capability';
import { bucketWords, type Cell, cellWords, type GridRow, printedFrom, STEPS, times } from './grid';

/** From far below the baseline, over as usual, to far above: cool, neutral, copper. */
const FILLS = [
  'light-dark(#c6d3e4,#2b3a50)',
  'light-dark(#dfe6f0,#222c3b)',
  'light-dark(#f1f2f5,#1c2028)',
  'light-dark(#f6e3d7,#3a2a23)',
  'light-dark(#ecbf9f,#6a432e)',
  'light-dark(#d38a5e,#a5663f)',
  'light-dark(#a4552a,#e39b6a)',
];
const INKS = [
  '',
  '',
  '',
  '',
  'light-dark(#1f1208,#f3e9e2)',
  'light-dark(#1f1208,#160d07)',
  'light-dark(#fff,#160d07)',
];

export const ROW = 26;
/** Room over the rows for releases, dates and the slanted names of the plot beside. */
export const HEAD = 84;

interface HeatGridProps {
  grid: CapabilityGrid;
  rows: readonly GridRow[];
  selected: { capability: Capability; bucket: string } | null;
  onSelect: (capability: Capability, bucket: string) => void;
}

/** Week or day × capability against its own baseline. One stop for the Tab key; arrows move, Enter opens what stands behind. */
export function HeatGrid({ grid, rows, selected, onSelect }: HeatGridProps) {
  const root = useRef<HTMLDivElement>(null);
  const width = rows[0]?.cells.length ?? 0;
  const [at, setAt] = useState<{ row: number; column: number } | null>(null);
  const stop = at ?? { row: 0, column: width - 1 };
  const printed = printedFrom(rows);

  // The cells tell their place and nothing else, so that of hundreds only those are drawn anew that changed.
  const cellOf = (target: EventTarget) => {
    const place = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-cell]') : null;
    if (!place?.dataset.cell) return null;
    const [row = 0, column = 0] = place.dataset.cell.split(' ').map(Number);
    return { row, column };
  };
  const select = (target: EventTarget) => {
    const place = cellOf(target);
    const chosen = place && rows[place.row];
    const cell = place && chosen?.cells[place.column];
    if (chosen && cell) onSelect(chosen.capability, cell.bucket);
  };
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      select(event.target);
      return;
    }
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (!step) return;
    event.preventDefault();
    const row = Math.min(rows.length - 1, Math.max(0, stop.row + (step[0] ?? 0)));
    const column = Math.min(width - 1, Math.max(0, stop.column + (step[1] ?? 0)));
    setAt({ row, column });
    root.current?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`)?.focus();
  };

  return (
    <div className="mt-2">
      <div className="grid grid-cols-[136px_minmax(0,1fr)] max-sm:grid-cols-[34px_minmax(0,1fr)]">
        <span />
        <Header grid={grid} width={width} />
        <div>
          {rows.map(({ capability }) => (
            <div key={capability} style={{ height: ROW }} className="flex items-center gap-2 text-small">
              <CapabilityDot capability={capability} />
              <span className="w-4 font-mono text-[10.5px] text-ink-3 max-sm:hidden">
                {CAPABILITY_WORDS[capability].code}
              </span>
              <span className="clip max-sm:hidden">{CAPABILITY_WORDS[capability].label}</span>
              <span className="font-mono text-[10.5px] sm:hidden">{CAPABILITY_WORDS[capability].code}</span>
            </div>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a table of buttons in which the arrow keys move */}
        <div
          ref={root}
          role="grid"
          tabIndex={-1}
          aria-label={`Capabilities by ${grid.unit} against their own baseline`}
          onKeyDown={move}
          onFocus={(event) => setAt((was) => cellOf(event.target) ?? was)}
          onClick={(event) => select(event.target)}
          className="relative outline-none"
        >
          {rows.map(({ capability, cells }, row) => (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: the cells hold the focus
            <div
              key={capability}
              role="row"
              aria-label={CAPABILITY_WORDS[capability].label}
              style={{ height: ROW, gridTemplateColumns: `repeat(${width}, minmax(0, 1fr))` }}
              className="grid gap-px py-px"
            >
              {cells.map((cell, column) => (
                <HeatCell
                  key={cell.bucket}
                  cell={cell}
                  name={`${CAPABILITY_WORDS[capability].label}, ${bucketWords(cell.bucket, grid.unit)}`}
                  place={`${row} ${column}`}
                  stop={row === stop.row && column === stop.column}
                  on={selected?.capability === capability && selected.bucket === cell.bucket}
                  printed={printed}
                />
              ))}
            </div>
          ))}
          <Releases grid={grid} width={width} />
        </div>
        <span />
        <Scale />
      </div>
    </div>
  );
}

interface HeatCellProps {
  cell: Cell;
  name: string;
  place: string;
  stop: boolean;
  on: boolean;
  printed: number;
}

const HeatCell = memo(function HeatCell({ cell, name, place, stop, on, printed }: HeatCellProps) {
  const words = `${name}: ${cellWords(cell)}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the cells are divs so that they share one track with the plot beside
    <div
      role="gridcell"
      tabIndex={stop ? 0 : -1}
      data-cell={place}
      title={words}
      aria-label={words}
      aria-selected={on}
      style={
        cell.step === null ? undefined : { background: FILLS[cell.step], color: INKS[cell.step] || undefined }
      }
      className={cn(
        'relative flex min-w-0 items-center justify-center overflow-hidden rounded-[2px] text-[10.5px] leading-none font-medium hover:outline hover:outline-field-line',
        cell.step === null &&
          (cell.exchanges > 0 ? 'inset-ring inset-ring-line-strong' : 'inset-ring inset-ring-line'),
        on && 'z-10 outline-[1.5px]! outline-ink! outline-solid!',
      )}
    >
      {cell.ratio !== null && cell.ratio >= printed ? (
        <span className="max-sm:hidden">{times(Math.round(cell.ratio))}</span>
      ) : null}
    </div>
  );
});

/** The share of the plot's width at which a moment lies. */
function placeOf(grid: CapabilityGrid, width: number, t: number): number {
  const first = Date.parse(grid.buckets[grid.shown_from] ?? '');
  const bucketMs = (grid.unit === 'week' ? 7 : 1) * 86_400_000;
  return (t - first) / bucketMs / width;
}

function Header({ grid, width }: { grid: CapabilityGrid; width: number }) {
  const shown = grid.buckets.slice(grid.shown_from);
  const every = Math.max(1, Math.ceil(width / 6));
  return (
    <div aria-hidden="true" style={{ height: HEAD }} className="relative text-axis text-ink-3">
      {grid.releases.map(({ at, model }, index) => {
        const place = placeOf(grid, width, Date.parse(at));
        const side = place > 0.25 ? { right: `${(1 - place) * 100}%` } : { left: `${place * 100}%` };
        return (
          <span
            key={`${at} ${model}`}
            style={{ ...side, top: HEAD - (index % 2 === 0 ? 32 : 46) }}
            className="absolute px-1.5 whitespace-nowrap text-ink-2"
          >
            {visible(model)}
          </span>
        );
      })}
      {shown.map((bucket, index) =>
        index % every === 0 ? (
          <span
            key={bucket}
            style={{ left: `${(index / width) * 100}%` }}
            className="absolute bottom-0.5 whitespace-nowrap"
          >
            {day(bucket)}
          </span>
        ) : null,
      )}
    </div>
  );
}

function Releases({ grid, width }: { grid: CapabilityGrid; width: number }) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0">
      {grid.releases.map(({ at, model }) => (
        <i
          key={`${at} ${model}`}
          style={{ left: `${placeOf(grid, width, Date.parse(at)) * 100}%`, top: -30 }}
          className="absolute bottom-0 w-px bg-ink-2"
        />
      ))}
    </div>
  );
}

function Scale() {
  return (
    <div aria-hidden="true" className="mt-3 flex gap-1 text-center text-axis text-ink-3">
      {STEPS.map(({ below, label }, index) => (
        <span key={below} className="min-w-0 flex-1">
          <i style={{ background: FILLS[index] }} className="block h-2.5 rounded-[2px]" />
          <span className="mt-1 block max-sm:hidden">{label}</span>
        </span>
      ))}
    </div>
  );
}
