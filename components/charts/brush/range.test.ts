import { describe, expect, it } from 'vitest';
import { moveRange, snapRange, zoomRange } from './range';

const HOUR = 3_600_000;
const life = { from: 0, to: 100 * HOUR };

describe('a range in a life', () => {
  it.each([
    ['ArrowRight', { from: 10, to: 20 }, { from: 12.5, to: 22.5 }],
    ['ArrowLeft', { from: 1, to: 11 }, { from: 0, to: 10 }],
    ['End', { from: 0, to: 10 }, { from: 90, to: 100 }],
    ['Home', { from: 50, to: 60 }, { from: 0, to: 10 }],
    ['+', { from: 40, to: 60 }, { from: 45, to: 55 }],
    ['-', { from: 0, to: 60 }, { from: 0, to: 100 }],
  ])('is moved by %s and stays within it', (key, range, expected) => {
    const moved = moveRange(key, { from: range.from * HOUR, to: range.to * HOUR }, life);
    expect(moved).toEqual({ from: expected.from * HOUR, to: expected.to * HOUR });
  });

  it('leaves other keys alone', () => {
    expect(moveRange('Tab', { from: 0, to: HOUR }, life)).toBeNull();
  });

  it('never becomes shorter than a minute', () => {
    const { from, to } = zoomRange({ from: 5 * HOUR, to: 5 * HOUR + 60_000 }, 0.5, life);
    expect(to - from).toBe(60_000);
  });

  it('never becomes shorter than the finest its figures allow', () => {
    const { from, to } = zoomRange({ from: 5 * HOUR, to: 6 * HOUR }, 0.5, life, HOUR);
    expect(to - from).toBe(HOUR);
    expect(moveRange('+', { from: 5 * HOUR, to: 6 * HOUR }, life, HOUR)).toEqual({ from, to });
  });

  it.each([
    [
      { from: 25, to: 47 },
      { from: 24, to: 48 },
    ],
    [
      { from: 30, to: 30 },
      { from: 24, to: 48 },
    ],
    [
      { from: 90, to: 99 },
      { from: 72, to: 100 },
    ],
  ])('goes to whole days: %o', (range, expected) => {
    expect(snapRange({ from: range.from * HOUR, to: range.to * HOUR }, 24 * HOUR, life)).toEqual({
      from: expected.from * HOUR,
      to: expected.to * HOUR,
    });
  });
});
