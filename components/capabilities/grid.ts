import type { TwinTable } from '@/components/charts/chart-frame';
import { count, day, longDay, percent } from '@/components/ui/format';
import { CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';
import type { CapabilityGrid, CapabilityScope } from '@/lib/model/console/capability';

/** A bucket with fewer exchanges altogether has no shares worth comparing. */
const FEWEST = 20;
/** Earlier buckets a baseline needs. */
const FEWEST_BEFORE = 3;
const MOST_BEFORE = { day: 14, week: 12 } as const;
/** Added to share and baseline, so that a first exchange is not infinitely many times nothing. */
const FLOOR = 0.005;

/** Steps of the scale: up to which ratio each goes, and what stands under it. */
export const STEPS: readonly { below: number; label: string }[] = [
  { below: 0.5, label: 'under ½' },
  { below: 0.76, label: '' },
  { below: 1.32, label: 'as usual' },
  { below: 2, label: '' },
  { below: 4, label: '2 ×' },
  { below: 8, label: '4 ×' },
  { below: Number.POSITIVE_INFINITY, label: '8 × and more' },
];

export interface Cell {
  /** First day of its bucket. */
  bucket: string;
  exchanges: number;
  share: number;
  /** Median share of the buckets before; null while there are too few. */
  baseline: number | null;
  ratio: number | null;
  /** Index into {@link STEPS}; null without a baseline. */
  step: number | null;
}

export interface GridRow {
  capability: Capability;
  cells: Cell[];
}

/** Each capability's share of each bucket, beside the median of its own earlier shares. Buckets that are shown only. */
export function gridRows(grid: CapabilityGrid): GridRow[] {
  const totals = grid.buckets.map((_, at) =>
    grid.rows.reduce((sum, row) => sum + (row.exchanges[at] ?? 0), 0),
  );
  return grid.rows.map(({ capability, exchanges }) => {
    const shares = exchanges.map((n, at) => ((totals[at] ?? 0) >= FEWEST ? n / (totals[at] ?? 1) : null));
    const cells = grid.buckets.map((bucket, at): Cell => {
      const share = shares[at] ?? null;
      const before = shares
        .slice(0, at)
        .filter((one) => one !== null)
        .slice(-MOST_BEFORE[grid.unit]);
      const baseline = before.length >= FEWEST_BEFORE ? median(before) : null;
      const ratio = share === null || baseline === null ? null : (share + FLOOR) / (baseline + FLOOR);
      return {
        bucket,
        exchanges: exchanges[at] ?? 0,
        share: share ?? 0,
        baseline,
        ratio,
        step: ratio === null ? null : stepOf(ratio),
      };
    });
    return { capability, cells: cells.slice(grid.shown_from) };
  });
}

export function stepOf(ratio: number): number {
  return STEPS.findIndex(({ below }) => ratio < below);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

/** From which ratio figures are printed: 4, or 2 where nothing is that far. */
export function printedFrom(rows: readonly GridRow[]): number {
  return rows.some(({ cells }) => cells.some(({ ratio }) => (ratio ?? 0) >= 4)) ? 4 : 2;
}

const WHOLE: Record<CapabilityScope, string> = { harvest: 'the harvest', all: 'all traffic' };

/** "the week of 16 November", "16 November". */
export function bucketWords(bucket: string, unit: CapabilityGrid['unit']): string {
  return unit === 'week' ? `the week of ${longDay(bucket)}` : longDay(bucket);
}

/** The title of the grid: what stands furthest above its baseline at the end. */
export function gridFinding(grid: CapabilityGrid, rows: readonly GridRow[], scope: CapabilityScope): string {
  const last = lastBucket(rows);
  if (last === null)
    return scope === 'harvest' ? 'Nothing was harvested in this range' : 'There was no traffic in this range';
  const now = rows.flatMap(({ capability, cells }) => {
    const cell = cells[last];
    return cell ? [{ capability, ...cell }] : [];
  });
  const when = bucketWords(now[0]?.bucket ?? '', grid.unit);
  const at = grid.unit === 'week' ? `in ${when}` : `on ${when}`;
  const top = now.toSorted((a, b) => b.share - a.share)[0];
  if (now.every(({ baseline }) => baseline === null)) {
    return `${label(top?.capability)} is ${percent(top?.share ?? 0)} of ${WHOLE[scope]} ${at}; too early for a baseline`;
  }
  const high = now
    .filter(({ ratio }) => (ratio ?? 0) >= 2)
    .sort((a, b) => (b.ratio ?? 0) - (a.ratio ?? 0))
    .slice(0, 3);
  if (high.length === 0) {
    const peak = peakOf(rows);
    if (peak === null)
      return `Nothing is twice its baseline ${at}; ${lower(top?.capability)} is ${percent(top?.share ?? 0)}`;
    const then = `${grid.unit === 'week' ? 'in' : 'on'} ${bucketWords(peak.bucket, grid.unit)}`;
    return `${label(peak.capability)} was ${times(peak.ratio)} times its baseline ${then}; now nothing is twice its own`;
  }
  const ratios = high.map(({ ratio }) => times(ratio ?? 0));
  const [most, least] = [ratios[0] ?? '', ratios.at(-1) ?? ''];
  const span = most === least ? most : `${least} to ${most}`;
  return `${names(high.map(({ capability }) => capability))}: ${span} times ${high.length === 1 ? 'its' : 'their'} baseline ${at}`;
}

/** Where in the range something stood furthest above its baseline; null when nothing was twice as high. */
function peakOf(rows: readonly GridRow[]): { capability: Capability; bucket: string; ratio: number } | null {
  const all = rows.flatMap(({ capability, cells }) =>
    cells.map(({ bucket, ratio }) => ({ capability, bucket, ratio: ratio ?? 0 })),
  );
  const peak = all.reduce((a, b) => (b.ratio > a.ratio ? b : a), {
    capability: 'general',
    bucket: '',
    ratio: 0,
  } as const);
  return peak.ratio >= 2 ? peak : null;
}

/** The sentence under the page's title: where the harvest moved over the range, and what stands out now. */
export function pageSentence(rows: readonly GridRow[], scope: CapabilityScope): string {
  const last = lastBucket(rows);
  const width = rows[0]?.cells.length ?? 0;
  if (last === null) return 'No exchange falls under these filters.';
  const part = Math.max(1, Math.floor(width / 3));
  const early = sharesOver(rows, 0, part);
  const late = sharesOver(rows, Math.max(0, last + 1 - part), last + 1);
  const moves = rows
    .map(({ capability }) => ({ capability, by: (late[capability] ?? 0) - (early[capability] ?? 0) }))
    .sort((a, b) => b.by - a.by);
  const up = moves.filter(({ by }) => by >= 0.05).slice(0, 2);
  const down = moves.findLast(({ by }) => by <= -0.05);
  const start = longDay(rows[0]?.cells[0]?.bucket ?? '');
  const top = Object.entries(late).sort((a, b) => b[1] - a[1])[0];
  const topWords = top ? `${CAPABILITY_WORDS[top[0] as Capability].sought} (${percent(top[1])})` : '';
  const noun = scope === 'harvest' ? 'the harvest' : 'traffic';
  const began = Object.keys(early).length === 0;
  const head =
    began || up.length === 0
      ? `Since ${start} ${noun} goes mostly for ${topWords}`
      : `Since ${start} ${noun} moved${down ? ` from ${CAPABILITY_WORDS[down.capability].sought}` : ''} to ${up.map(({ capability }) => CAPABILITY_WORDS[capability].sought).join(' and ')}`;
  const far = rows
    .map(({ capability, cells }) => ({ capability, ratio: cells[last]?.ratio ?? 0 }))
    .sort((a, b) => b.ratio - a.ratio)[0];
  if (!far || far.ratio < 2) return `${head}.`;
  return `${head}; ${lower(far.capability)} is now ${times(far.ratio)} times its baseline.`;
}

/** The last bucket with enough exchanges to speak of; null when there is none. */
function lastBucket(rows: readonly GridRow[]): number | null {
  const width = rows[0]?.cells.length ?? 0;
  for (let at = width - 1; at >= 0; at--) {
    if (rows.reduce((sum, { cells }) => sum + (cells[at]?.exchanges ?? 0), 0) >= FEWEST) return at;
  }
  return null;
}

function sharesOver(rows: readonly GridRow[], from: number, to: number): Partial<Record<Capability, number>> {
  const sums = rows.map(({ cells }) =>
    cells.slice(from, to).reduce((sum, { exchanges }) => sum + exchanges, 0),
  );
  const whole = sums.reduce((total, n) => total + n, 0);
  if (whole < FEWEST) return {};
  return Object.fromEntries(rows.map(({ capability }, index) => [capability, (sums[index] ?? 0) / whole]));
}

/** "3.2", "14". */
export function times(ratio: number): string {
  return ratio >= 9.95 ? String(Math.round(ratio)) : ratio.toFixed(1).replace(/\.0$/, '');
}

function label(capability: Capability | undefined): string {
  return capability ? CAPABILITY_WORDS[capability].label : 'Nothing';
}

function lower(capability: Capability | undefined): string {
  return label(capability).toLowerCase();
}

function names(capabilities: readonly Capability[]): string {
  const words = capabilities.map((capability, index) =>
    index === 0 ? label(capability) : lower(capability),
  );
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** One cell in words, for its label and its note. */
export function cellWords({ exchanges, share, ratio }: Cell): string {
  const against = ratio === null ? 'no baseline yet' : `${times(ratio)} × its baseline`;
  return `${count(exchanges)} exchanges, ${percent(share)}, ${against}`;
}

/** The figures of the grid, bucket by bucket. */
export function gridTable(grid: CapabilityGrid, rows: readonly GridRow[]): TwinTable {
  return {
    columns: [
      { label: grid.unit === 'week' ? 'Week of' : 'Day' },
      { label: 'Capability' },
      { label: 'Exchanges', numeric: true },
      { label: 'Share, %', numeric: true },
      { label: 'Baseline, %', numeric: true },
      { label: 'Ratio', numeric: true },
    ],
    rows: rows
      .flatMap(({ capability, cells }) => cells.map((cell) => ({ capability, cell })))
      .filter(({ cell }) => cell.exchanges > 0)
      .sort((a, b) => (a.cell.bucket < b.cell.bucket ? 1 : a.cell.bucket > b.cell.bucket ? -1 : 0))
      .map(({ capability, cell }) => [
        day(cell.bucket),
        CAPABILITY_WORDS[capability].label,
        count(cell.exchanges),
        (cell.share * 100).toFixed(1),
        cell.baseline === null ? '–' : (cell.baseline * 100).toFixed(1),
        cell.ratio === null ? '–' : `${times(cell.ratio)} ×`,
      ]),
  };
}
