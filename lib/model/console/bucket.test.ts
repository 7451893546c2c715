import { describe, expect, it } from 'vitest';
import { bucketFor, DAY_MS, HOUR_MS } from './bucket';

describe('bucketFor', () => {
  it.each([
    ['an hour', HOUR_MS, 100, undefined, 60_000],
    ['two days', 2 * DAY_MS, 100, undefined, 30 * 60_000],
    ['two days from a rollup by hour', 2 * DAY_MS, 100, HOUR_MS, HOUR_MS],
    ['a week from a rollup by hour', 7 * DAY_MS, 100, HOUR_MS, 2 * HOUR_MS],
    ['ninety days', 90 * DAY_MS, 100, HOUR_MS, DAY_MS],
    ['five years', 1_825 * DAY_MS, 100, HOUR_MS, 19 * DAY_MS],
  ])('never gives more buckets than asked for: %s', (_, span, most, least, expected) => {
    const step = bucketFor(span, most, least);
    expect(step).toBe(expected);
    expect(span / step).toBeLessThanOrEqual(most);
  });
});
