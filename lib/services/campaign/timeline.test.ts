import { describe, expect, it } from 'vitest';
import { frameOf } from './timeline';

const HOUR = 3_600_000;
const until = Date.parse('2026-11-17T14:20:00Z');

describe('the stretch a range shows', () => {
  it.each([
    ['month', 90, 24 * HOUR],
    ['month', 10, 6 * HOUR],
    ['month', 2, HOUR],
    ['week', 90, 3 * HOUR],
    ['48h', 90, HOUR],
  ] as const)('%s of a case of %d days goes by steps of %d ms', (range, days, step) => {
    const frame = frameOf(range, until - days * 24 * HOUR, until);
    expect(frame.step).toBe(step);
    expect(frame.from % step).toBe(0);
    expect(frame.to).toBeGreaterThanOrEqual(until);
    expect((frame.to - frame.from) / step).toBeLessThanOrEqual(62);
  });

  it('begins before the first activity, which is never cut off', () => {
    expect(frameOf('month', until - 20 * 24 * HOUR, until).from).toBeLessThan(until - 20 * 24 * HOUR);
  });

  it('holds at least one bucket', () => {
    const frame = frameOf('48h', until, until);
    expect(frame.to - frame.from).toBeGreaterThanOrEqual(frame.step);
  });
});
