/** A stretch of time in ms since 1970. */
export interface Range {
  from: number;
  to: number;
}

const MINUTE_MS = 60_000;
const STEP = 0.25;

/** The range within its life, at least `least` ms long. */
export function fitRange({ from, to }: Range, life: Range, least = MINUTE_MS): Range {
  const span = Math.min(Math.max(to - from, least), life.to - life.from);
  const start = Math.min(Math.max(from, life.from), life.to - span);
  return { from: start, to: start + span };
}

/** The range `factor` times as long about its middle. */
export function zoomRange(range: Range, factor: number, life: Range, least = MINUTE_MS): Range {
  const middle = (range.from + range.to) / 2;
  const half = (Math.max(range.to - range.from, least) * factor) / 2;
  return fitRange({ from: middle - half, to: middle + half }, life, least);
}

/** What a key does to a range: arrows move it by a quarter, + and − zoom, Home and End jump; null for other keys. */
export function moveRange(key: string, range: Range, life: Range, least = MINUTE_MS): Range | null {
  const span = range.to - range.from;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return fitRange({ from: range.from - span * STEP, to: range.to - span * STEP }, life, least);
    case 'ArrowRight':
    case 'ArrowUp':
      return fitRange({ from: range.from + span * STEP, to: range.to + span * STEP }, life, least);
    case 'Home':
      return fitRange({ from: life.from, to: life.from + span }, life, least);
    case 'End':
      return fitRange({ from: life.to - span, to: life.to }, life, least);
    case '+':
    case '=':
      return zoomRange(range, 0.5, life, least);
    case '-':
      return zoomRange(range, 2, life, least);
    default:
      return null;
  }
}

/** The range widened to whole steps from the epoch, such as days, within its life. */
export function snapRange({ from, to }: Range, step: number, life: Range): Range {
  const start = Math.floor(from / step) * step;
  const end = Math.max(start + step, Math.ceil(to / step) * step);
  return { from: Math.max(start, life.from), to: Math.min(end, life.to) };
}
