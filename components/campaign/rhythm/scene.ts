import { CAPABILITIES, CAPABILITY_WORDS } from '@/lib/model/capability';
import type { RhythmExchanges, RhythmLines, RhythmPicture } from '@/lib/model/console/rhythm';
import { bytesOf, type MarkColumns, unpackMarks } from '@/lib/model/marks';
import { seeded } from '@/lib/model/random';
import { PATHWAYS } from '@/lib/model/words';
import { NOT_BANNED, type Raster } from './paint';

/** What marks are told apart by. */
export const TELL_BY = ['model', 'capability', 'pathway'] as const;
export type TellBy = (typeof TELL_BY)[number];

/** A kind of mark: its words, its CSS colour, and whether it is taller, so that it differs without colour. */
export interface Kind {
  label: string;
  color: string;
  tall: boolean;
  marks: number;
}

/** Lines of a page as a raster; bans in seconds from `since` (ms). */
export function rasterOf(page: RhythmLines, since: number): Raster {
  return {
    marks: unpackMarks(bytesOf(page.marks)),
    offsets: offsetsOf(page.items.map(({ marks }) => marks)),
    bans: Uint32Array.from(
      page.items.map(({ banned_at: at }) =>
        at ? Math.max(0, (Date.parse(at) - since) / 1_000) : NOT_BANNED,
      ),
    ),
  };
}

/** Single exchanges in the place of the marks of the lines they belong to; `from` is the rank of the first line. */
export function exchangeRaster(lines: Raster, exchanges: RhythmExchanges, from: number): Raster {
  const counts = new Array<number>(lines.offsets.length - 1).fill(0);
  exchanges.lines.forEach((count, i) => {
    const line = exchanges.first + i - from;
    if (line >= 0 && line < counts.length) counts[line] = count;
  });
  return { marks: unpackMarks(bytesOf(exchanges.marks)), offsets: offsetsOf(counts), bans: lines.bans };
}

export function peersRaster({ peers }: RhythmPicture): Raster {
  return {
    marks: unpackMarks(bytesOf(peers.marks)),
    offsets: offsetsOf(peers.lines),
    bans: new Uint32Array(peers.lines.length).fill(NOT_BANNED),
  };
}

function offsetsOf(counts: readonly number[]): Uint32Array {
  const offsets = new Uint32Array(counts.length + 1);
  counts.forEach((count, i) => {
    offsets[i + 1] = (offsets[i] as number) + count;
  });
  return offsets;
}

/**
 * What the same accounts would give if nobody steered them: every line keeps how many marks it has and when it began and
 * ended, and each mark falls anywhere between, at hours of the day as usual among `peers`. Seeded, so it stays as it is.
 */
export function independent(raster: Raster, peers: Raster, seed = 1): Raster {
  const random = seeded(seed);
  const hours = new Array<number>(24).fill(1);
  for (const start of peers.marks.starts)
    hours[Math.floor(start / 3_600) % 24] = (hours[Math.floor(start / 3_600) % 24] as number) + 1;
  const most = Math.max(...hours);
  const starts = new Uint32Array(raster.marks.length);
  for (let line = 0; line + 1 < raster.offsets.length; line++) {
    const [begin, end] = [raster.offsets[line] as number, raster.offsets[line + 1] as number];
    if (begin === end) continue;
    const first = raster.marks.starts[begin] as number;
    const span = (raster.marks.starts[end - 1] as number) - first;
    for (let i = begin; i < end; i++) starts[i] = drawn(first, span, hours, most, random);
    starts.subarray(begin, end).sort();
  }
  return { ...raster, marks: { ...raster.marks, starts } };
}

/** A moment between, more likely at busy hours (rejection sampling with an end). */
function drawn(
  first: number,
  span: number,
  hours: readonly number[],
  most: number,
  random: () => number,
): number {
  let at = first;
  for (let attempt = 0; attempt < 20; attempt++) {
    at = Math.floor(first + random() * span);
    if (random() * most <= (hours[Math.floor(at / 3_600) % 24] as number)) break;
  }
  return at;
}

/** The kinds of marks there are, most frequent first, and for every mark of a raster the position of its kind. */
export function kindsOf(
  by: TellBy,
  marks: MarkColumns,
  picture: RhythmPicture,
): { kinds: Kind[]; kindOf: (columns: MarkColumns) => Uint8Array } {
  const column = (columns: MarkColumns) =>
    by === 'model' ? columns.models : by === 'capability' ? columns.capabilities : columns.pathways;
  const counts = new Map<number, number>();
  for (const value of column(marks)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([value]) => value);
  const places = new Uint8Array(256).fill(255);
  values.forEach((value, i) => {
    places[value] = i;
  });
  return {
    kinds: values.map((value, i) => ({
      ...looksOf(by, value, i, picture),
      marks: counts.get(value) as number,
    })),
    kindOf: (columns) => column(columns).map((value) => places[value] as number),
  };
}

/** Neutral tones for what has no hue of its own, most frequent first. */
const TONES = ['var(--mark)', 'var(--accent)', 'var(--sev-medium)', 'var(--mark-2)'];

function looksOf(by: TellBy, value: number, rank: number, picture: RhythmPicture): Omit<Kind, 'marks'> {
  if (by === 'capability') {
    const capability = CAPABILITIES[value];
    return capability
      ? {
          label: CAPABILITY_WORDS[capability].label,
          color: `var(--cap-${capability.replaceAll('_', '-')})`,
          tall: false,
        }
      : { label: 'Unknown', color: 'var(--mark-2)', tall: false };
  }
  if (by === 'model') {
    const isNew = value === picture.released;
    const label = picture.models[value]?.name ?? 'Other model';
    if (picture.released === null)
      return { label, color: TONES[Math.min(rank, TONES.length - 1)] as string, tall: false };
    return {
      label,
      color: isNew ? 'var(--accent)' : rank < 2 ? 'var(--mark)' : 'var(--mark-2)',
      tall: isNew,
    };
  }
  const pathway = PATHWAYS[value];
  return {
    label: pathway ?? 'unknown pathway',
    color: TONES[Math.min(rank, TONES.length - 1)] as string,
    tall: rank === 1,
  };
}

/** Sessions of all pools by step of the strip. */
export function stripTotals({ strip: { pools } }: RhythmPicture): number[] {
  return (pools[0] ?? []).map((_, i) => pools.reduce((sum, pool) => sum + (pool[i] ?? 0), 0));
}

/** "A" for the first pool. */
export function poolName(pool: number): string {
  return String.fromCharCode(65 + pool);
}
