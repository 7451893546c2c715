import { quantile, sample } from '@/lib/detect/statistics';
import { seeded } from '@/lib/model/random';
import type { RhythmMeasure } from '@/lib/model/rhythm';
import type { Wave } from './pools';

/** One account: session starts in seconds, ascending, each with whether it used the model in question. */
export interface Line {
  starts: readonly number[];
  /** By start: on the model that was released last. */
  released: readonly boolean[];
}

/** What was measured, and the middle nine tenths of what as many unrelated accounts give. */
export interface Measure {
  name: RhythmMeasure;
  value: number;
  low: number;
  high: number;
}

export interface MeasureInput {
  lines: readonly Line[];
  /** Unrelated accounts of the same plans and volumes. */
  peers: readonly Line[];
  waves: readonly Wave[];
  /** Sign-ups of the whole population: all in the picture, and those within {@link HANDOVER_REACH} after a wave. */
  firsts: { all: number; afterWave: number };
  /** When the model was released, in seconds; null when none was or nobody here used it. */
  releasedAt: number | null;
}

const HOUR = 3_600;
export const HANDOVER_REACH = 4 * HOUR;
const PIVOT_REACH = 24 * HOUR;
const DRAWS = 200;
const LEAST_LINES = 5;
const LEAST_SESSIONS = 6;
const LEAST_SUCCESSORS = 5;
/** Cut from either end of the common stretch, since people who come now and then are there without a session at its ends. */
const MARGIN = 0.1;
const CLOCK_BINS = [0.5, 1, 2, 3, 6].map((hours) => hours * HOUR);
const CLOCK_MEAN = 4;

/**
 * The five figures of the rhythm, each beside {@link DRAWS} samples of as many unrelated accounts. What cannot be measured
 * here is left out. Seeded by the number of lines, so the same records give the same figures.
 */
export function measuresOf(input: MeasureInput): Measure[] {
  const measures: Measure[] = [];
  const against = (
    name: Measure['name'],
    measure: (lines: readonly Line[]) => number | null,
    size = input.lines.length,
  ) => {
    const value = measure(input.lines);
    const band = value === null ? null : bandOf(input, measure, size);
    if (value !== null && band) measures.push({ name, value, ...band });
  };
  const window = commonWindow(input.lines);
  if (window) against('even_shares', (lines) => dispersion(lines, window));
  against('turn_taking', turnTaking);
  const clock = clockOf(input.lines, input.peers);
  // Samples of any size, thinned to as many sessions.
  if (clock) against('common_clock', (lines) => silentShare(lines, clock), input.peers.length);
  const handover = handoverOf(input);
  if (handover) measures.push(handover);
  const { releasedAt } = input;
  if (releasedAt !== null) against('release_pivot', (lines) => pivotShare(lines, releasedAt));
  return measures;
}

function bandOf(
  { lines, peers }: MeasureInput,
  measure: (lines: readonly Line[]) => number | null,
  size: number,
): { low: number; high: number } | null {
  const random = seeded(lines.length);
  const values: number[] = [];
  const most = Math.ceil(peers.length * 0.7);
  for (let draw = 0; draw < DRAWS; draw++) {
    const value = measure(sample(peers, Math.min(size, most), random));
    if (value !== null) values.push(value);
  }
  if (values.length < DRAWS / 2) return null;
  return { low: quantile(values, 0.05), high: quantile(values, 0.95) };
}

interface Window {
  from: number;
  to: number;
}

/** The stretch in which most of the lines were at work together. */
function commonWindow(lines: readonly Line[]): Window | null {
  const busy = lines.filter(({ starts }) => starts.length >= LEAST_SESSIONS);
  if (busy.length < LEAST_LINES) return null;
  const from = quantile(
    busy.map(({ starts }) => starts[0] as number),
    0.6,
  );
  const to = quantile(
    busy.map(({ starts }) => starts.at(-1) as number),
    0.4,
  );
  const margin = (to - from) * MARGIN;
  return to - from >= 12 * HOUR ? { from: from + margin, to: to - margin } : null;
}

/** Variance over mean of sessions an account, of the accounts that were there all through the window. */
function dispersion(lines: readonly Line[], { from, to }: Window): number | null {
  const counts = lines
    .filter(({ starts }) => (starts[0] ?? to) <= from && (starts.at(-1) ?? from) >= to)
    .map(({ starts }) => starts.filter((start) => start >= from && start < to).length);
  if (counts.length < LEAST_LINES) return null;
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
  if (mean < 1) return null;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1) / mean;
}

/** The median over accounts of how unequal the pauses between their sessions are (coefficient of variation). */
function turnTaking(lines: readonly Line[]): number | null {
  const values = lines.flatMap(({ starts }) => {
    if (starts.length < LEAST_SESSIONS) return [];
    const gaps = starts.slice(1).map((start, i) => start - (starts[i] as number));
    const mean = gaps.reduce((a, b) => a + b, 0) / gaps.length;
    if (mean <= 0) return [];
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    return [Math.sqrt(variance) / mean];
  });
  return values.length >= LEAST_LINES ? quantile(values, 0.5) : null;
}

interface Clock extends Window {
  bin: number;
  starts: number;
}

/** Bins wide enough that unrelated accounts with as many starts would hardly ever all be silent in one. */
function clockOf(lines: readonly Line[], peers: readonly Line[]): Clock | null {
  const all = lines.flatMap(({ starts }) => [...starts]);
  if (all.length < 50) return null;
  const [from, to] = [quantile(all, 0.02), quantile(all, 0.98)];
  const starts = Math.min(within(lines, from, to).length, Math.floor(within(peers, from, to).length / 2));
  const bin = CLOCK_BINS.find((width) => (starts * width) / (to - from) >= CLOCK_MEAN);
  return bin === undefined || to - from < 24 * bin ? null : { from, to, bin, starts };
}

function within(lines: readonly Line[], from: number, to: number): number[] {
  return lines.flatMap((line) => line.starts.filter((start) => start >= from && start <= to));
}

/** Share of bins in which no account starts anything. All are thinned to the same number of starts. */
function silentShare(lines: readonly Line[], { from, to, bin, starts }: Clock): number | null {
  const all = within(lines, from, to);
  if (all.length < starts) return null;
  const used = sample(all, starts, seeded(starts));
  const bins = Math.floor((to - from) / bin);
  const busy = new Set(used.map((start) => Math.floor((start - from) / bin)).filter((at) => at < bins));
  return 1 - busy.size / bins;
}

/** Share of the accounts that began after a ban and did so within four hours of it, beside all sign-ups by chance. */
function handoverOf({ lines, waves, firsts }: MeasureInput): Measure | null {
  const first = waves[0];
  if (!first) return null;
  const successors = lines.flatMap(({ starts }) =>
    (starts[0] ?? 0) >= first.at ? [starts[0] as number] : [],
  );
  if (successors.length < LEAST_SUCCESSORS || firsts.all === 0) return null;
  const soon = successors.filter((start) =>
    waves.some(({ at }) => start >= at && start - at <= HANDOVER_REACH),
  ).length;
  const share = firsts.afterWave / firsts.all;
  const spread = 1.645 * Math.sqrt((share * (1 - share)) / successors.length);
  return {
    name: 'handover',
    value: soon / successors.length,
    low: Math.max(0, share - spread),
    high: Math.min(1, share + spread),
  };
}

/** Share of sessions on the model in the day after its release. */
function pivotShare(lines: readonly Line[], releasedAt: number): number | null {
  let [on, all] = [0, 0];
  for (const { starts, released } of lines) {
    starts.forEach((start, i) => {
      if (start < releasedAt || start >= releasedAt + PIVOT_REACH) return;
      all++;
      if (released[i]) on++;
    });
  }
  return all < 20 ? null : on / all;
}
