import type { MarkColumns } from '@/lib/model/marks';
import type { View } from './view';

/** Lines with their marks, ready to be drawn. */
export interface Raster {
  marks: MarkColumns;
  /** Where the marks of each line begin; one entry more than there are lines. */
  offsets: Uint32Array;
  /** Seconds at which each line was banned; 0xffffffff when it was not. */
  bans: Uint32Array;
}

/** Colours as pixels (0xAABBGGRR), and how tall a mark of each kind is. */
export interface Ink {
  ground: number;
  ban: number;
  /** By kind of mark. */
  kinds: readonly { color: number; tall: boolean }[];
}

export interface Canvas {
  pixels: Uint32Array;
  /** In device pixels. */
  width: number;
  height: number;
  /** Device pixels to a CSS pixel. */
  ratio: number;
}

export const NOT_BANNED = 0xffff_ffff;
const NARROWEST_MARK = 1.5;
const BAN_WIDTH = 2;
/** Pixels of a row from which filling at once is quicker. */
const LONG = 24;
/** A line this tall leaves a gap to the next. */
const GAP_FROM = 3;

/**
 * Draws the part of a raster that a view shows, straight into pixels: tens of thousands of marks within a frame. `kindOf`
 * names the kind of each mark by its index.
 */
export function paint(
  { pixels, width, height, ratio }: Canvas,
  { marks, offsets, bans }: Raster,
  view: View,
  ink: Ink,
  kindOf: Uint8Array,
): void {
  pixels.fill(ink.ground);
  const lines = offsets.length - 1;
  const lineHeight = view.lineHeight * ratio;
  const scale = width / (view.to - view.from);
  const first = Math.max(0, Math.floor(view.top));
  const last = Math.min(lines - 1, Math.ceil(view.top + height / lineHeight));
  const gap = view.lineHeight >= GAP_FROM ? Math.max(1, Math.round(lineHeight * 0.2)) : 0;
  const narrowest = NARROWEST_MARK * ratio;
  const fill = (x0: number, x1: number, y0: number, y1: number, color: number) => {
    const left = Math.max(0, Math.round(x0));
    const right = Math.min(width, Math.max(left + 1, Math.round(x1)));
    const bottom = Math.min(height, y1);
    for (let y = Math.max(0, y0); y < bottom; y++) {
      // Most marks are a few pixels long: for those a call costs more than the pixels.
      const end = y * width + right;
      if (right - left > LONG) pixels.fill(color, y * width + left, end);
      else for (let at = y * width + left; at < end; at++) pixels[at] = color;
    }
  };
  const earliest = view.from - longestOf(marks) - narrowest / scale;
  // Tall marks last, so that they lie over their neighbours.
  for (const tall of [false, true]) {
    if (tall && !ink.kinds.some((kind) => kind.tall)) continue;
    for (let line = first; line <= last; line++) {
      const y = (line - view.top) * lineHeight;
      const y0 = Math.round(y) - (tall && lineHeight < 8 * ratio ? 1 : 0);
      const y1 = Math.max(Math.round(y) + 1, Math.round(y + lineHeight) - (tall ? 0 : gap));
      const end = offsets[line + 1] as number;
      for (let i = firstFrom(marks.starts, earliest, offsets[line] as number, end); i < end; i++) {
        const kind = ink.kinds[kindOf[i] as number];
        if (!kind || kind.tall !== tall) continue;
        const start = marks.starts[i] as number;
        if (start > view.to) break;
        const x = (start - view.from) * scale;
        const until = Math.max(x + narrowest, x + (marks.lengths[i] as number) * scale);
        if (until >= 0) fill(x, until, y0, y1, kind.color);
      }
    }
  }
  for (let line = first; line <= last; line++) {
    const at = bans[line] as number;
    if (at === NOT_BANNED || at < view.from || at > view.to) continue;
    const x = (at - view.from) * scale;
    const y = Math.round((line - view.top) * lineHeight);
    fill(x, x + BAN_WIDTH * ratio, y, Math.max(y + 1, Math.round(y + lineHeight)), ink.ban);
  }
}

const longest = new WeakMap<MarkColumns, number>();

/** The longest mark in seconds: how long before a view a mark may begin that reaches into it. */
function longestOf(marks: MarkColumns): number {
  const known = longest.get(marks);
  if (known !== undefined) return known;
  const length = marks.lengths.reduce((most, one) => Math.max(most, one), 0);
  longest.set(marks, length);
  return length;
}

/** The first position between `low` and `high` at which an ascending column is no less than `value` (bisection). */
function firstFrom(column: Uint32Array, value: number, low: number, high: number): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((column[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A CSS colour as the browser computed it ("rgb(1, 2, 3)") as a pixel. Black for what is not of that form. */
export function pixelOf(css: string): number {
  const [r = 0, g = 0, b = 0] = (css.match(/[\d.]+/g) ?? []).map(Number);
  return ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
}
