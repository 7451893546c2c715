import { describe, expect, it } from 'vitest';
import { MOST_POINTS } from '@/lib/model/console/account';
import { frameOf, lifeOf } from './timeline';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const until = Date.parse('2026-11-17T14:20:00Z');
const life = (days: number) => lifeOf(until - days * DAY, until);

describe('the stretch that is shown', () => {
  it.each([
    ['life', 90, 24 * HOUR],
    ['month', 90, 24 * HOUR],
    ['month', 10, 6 * HOUR],
    ['month', 2, HOUR],
    ['week', 90, 3 * HOUR],
    ['48h', 90, HOUR],
  ] as const)('%s of a case of %d days goes by steps of %d ms', (range, days, step) => {
    const frame = frameOf(range, life(days));
    expect(frame.step).toBe(step);
    expect(frame.from % step).toBe(0);
    expect(frame.to).toBeGreaterThanOrEqual(until);
    expect((frame.to - frame.from) / step).toBeLessThanOrEqual(100);
  });

  it.each([1, 30, 200, 1_000, 20_000])(
    'never has more points than can be told apart, after %d days',
    (days) => {
      const { from, to, step } = frameOf('life', life(days));
      expect((to - from) / step).toBeLessThanOrEqual(MOST_POINTS);
    },
  );

  it.each([
    [20, 10, 6 * HOUR],
    [20, 15, 3 * HOUR],
    [20, 19, HOUR],
  ])('from day %d to %d before the end refines its buckets', (before, _, step) => {
    const from = until - before * DAY;
    expect(frameOf({ from, to: from + (step / HOUR) * 2 * DAY }, life(60)).step).toBe(step);
  });

  it('stays within the life, whatever is asked', () => {
    const whole = life(20);
    for (const asked of [
      { from: 0, to: until * 2 },
      { from: 0, to: 1 },
      { from: until * 2, to: until * 3 },
      { from: until, to: until - DAY },
    ]) {
      const { from, to, step } = frameOf(asked, whole);
      expect(from).toBeGreaterThanOrEqual(whole.from - HOUR - step);
      expect(to).toBeLessThanOrEqual(whole.to + step);
      expect(to - from).toBeGreaterThanOrEqual(step);
    }
  });

  it('begins before the first activity, which is never cut off', () => {
    expect(frameOf('month', life(20)).from).toBeLessThan(until - 20 * DAY);
  });

  it('holds at least one bucket', () => {
    const frame = frameOf('48h', lifeOf(until, until));
    expect(frame.to - frame.from).toBeGreaterThanOrEqual(frame.step);
  });
});
