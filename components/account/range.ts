/** A stretch of time in ms since 1970. */
export interface Range {
  from: number;
  to: number;
}

const NARROWEST_MS = 60_000;
const STEP = 0.25;

/** The range within its life, at least a minute long. */
export function fitRange({ from, to }: Range, life: Range): Range {
  const span = Math.min(Math.max(to - from, NARROWEST_MS), life.to - life.from);
  const start = Math.min(Math.max(from, life.from), life.to - span);
  return { from: start, to: start + span };
}

/** The range `factor` times as long about its middle. */
export function zoomRange(range: Range, factor: number, life: Range): Range {
  const middle = (range.from + range.to) / 2;
  const half = (Math.max(range.to - range.from, NARROWEST_MS) * factor) / 2;
  return fitRange({ from: middle - half, to: middle + half }, life);
}

/** What a key does to a range: arrows move it by a quarter, + and − zoom, Home and End jump; null for other keys. */
export function moveRange(key: string, range: Range, life: Range): Range | null {
  const span = range.to - range.from;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return fitRange({ from: range.from - span * STEP, to: range.to - span * STEP }, life);
    case 'ArrowRight':
    case 'ArrowUp':
      return fitRange({ from: range.from + span * STEP, to: range.to + span * STEP }, life);
    case 'Home':
      return fitRange({ from: life.from, to: life.from + span }, life);
    case 'End':
      return fitRange({ from: life.to - span, to: life.to }, life);
    case '+':
    case '=':
      return zoomRange(range, 0.5, life);
    case '-':
      return zoomRange(range, 2, life);
    default:
      return null;
  }
}
