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
  return lane.kind === 'stack' ? lane.height : HEIGHTS[lane.kind];
}
