import type { Lane, Mark } from './types';

/** Width of text at 11 px in px, near enough to keep labels apart. */
export function textWidth(text: string): number {
  return text.length * 5.9;
}

export interface PlacedMark {
  mark: Mark;
  x: number;
  /** Where its words start or end; null when there is no room for them. */
  label: { x: number; anchor: 'start' | 'end' } | null;
}

/**
 * Puts the words of marks in one line to the right of their mark, else to the left, else nowhere, so that no words
 * run into others or into marks. Strong marks choose first and push weak marks out that would lie under their words.
 */
export function placeMarks(
  marks: readonly Mark[],
  xOf: (t: number) => number,
  left: number,
  right: number,
): PlacedMark[] {
  const all: PlacedMark[] = marks.map((mark) => ({ mark, x: xOf(mark.t), label: null }));
  const strong = all.filter(({ mark }) => mark.strong);
  const words = labelled(strong, strong, left, right);
  const weak = all.filter(
    ({ mark, x }) => !mark.strong && words.every(([a, b]) => x + radius(mark) < a || x - radius(mark) > b),
  );
  labelled(weak, [...strong, ...weak], left, right, words);
  return all.filter((item) => item.mark.strong || weak.includes(item));
}

/** Gives labels to `items` in order, clear of `obstacles` and of `taken` stretches; answers all stretches with words. */
function labelled(
  items: readonly PlacedMark[],
  obstacles: readonly PlacedMark[],
  left: number,
  right: number,
  taken: readonly [number, number][] = [],
): [number, number][] {
  const words = [...taken];
  const free = (from: number, to: number, self: PlacedMark) =>
    from >= left &&
    to <= right &&
    words.every(([a, b]) => to < a || from > b) &&
    obstacles.every((o) => o === self || to < o.x - radius(o.mark) || from > o.x + radius(o.mark));
  for (const item of items) {
    const gap = radius(item.mark) + 5;
    const width = textWidth(item.mark.text);
    if (width === 0) continue;
    if (free(item.x + gap, item.x + gap + width, item)) {
      item.label = { x: item.x + gap, anchor: 'start' };
      words.push([item.x + gap, item.x + gap + width + 6]);
    } else if (free(item.x - gap - width, item.x - gap, item)) {
      item.label = { x: item.x - gap, anchor: 'end' };
      words.push([item.x - gap - width - 6, item.x - gap]);
    }
  }
  return words;
}

export function radius(mark: Mark): number {
  return mark.shape === 'down' || mark.shape === 'up' ? 7 : (mark.size ?? 4);
}

/**
 * Shifts blocks of the given widths, in order, so that they keep `gap` px apart and lie between `left` and `right`,
 * each as near to where it wants to start as the others allow.
 */
export function spread(
  wanted: readonly number[],
  widths: readonly number[],
  left: number,
  right: number,
  gap: number,
): number[] {
  const at: number[] = [];
  let edge = left;
  wanted.forEach((want, index) => {
    const x = Math.max(want, edge);
    at.push(x);
    edge = x + (widths[index] ?? 0) + gap;
  });
  let limit = right;
  for (let index = at.length - 1; index >= 0; index--) {
    const x = Math.min(at[index] ?? 0, limit - (widths[index] ?? 0));
    at[index] = Math.max(left, x);
    limit = x - gap;
  }
  return at;
}

const HEIGHTS = { bars: 44, marks: 32, ticks: 24 } as const;

export function laneHeight(lane: Lane): number {
  return 'height' in lane && lane.height !== undefined
    ? lane.height
    : HEIGHTS[lane.kind as keyof typeof HEIGHTS];
}

/** The stop nearest to `t`, if it is at most `within` away; stops are in order. */
export function nearest(
  stops: readonly number[],
  t: number,
  within = Number.POSITIVE_INFINITY,
): number | null {
  const after = firstFrom(stops, t);
  const [a, b] = [stops[after - 1], stops[after]];
  const best = a === undefined ? b : b === undefined || t - a <= b - t ? a : b;
  return best !== undefined && Math.abs(best - t) <= within ? best : null;
}

/** Where an arrow key leads from the chosen stop: the next one in that direction, or the end that is nearest to it. */
export function stopByKey(key: string, stops: readonly number[], chosen: number | null): number | null {
  if (stops.length === 0) return null;
  switch (key) {
    case 'Home':
      return stops[0] ?? null;
    case 'End':
      return stops.at(-1) ?? null;
    case 'ArrowRight':
    case 'ArrowUp':
      return chosen === null ? (stops[0] ?? null) : (stops[firstFrom(stops, chosen + 1)] ?? chosen);
    case 'ArrowLeft':
    case 'ArrowDown':
      return chosen === null ? (stops.at(-1) ?? null) : (stops[firstFrom(stops, chosen) - 1] ?? chosen);
    default:
      return null;
  }
}

/** The index of the first stop at `t` or later. */
function firstFrom(stops: readonly number[], t: number): number {
  let [low, high] = [0, stops.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stops[middle] ?? 0) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}
