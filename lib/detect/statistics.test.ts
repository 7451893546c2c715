import { describe, expect, test } from 'vitest';
import { seeded } from '@/lib/model/random';
import { countBelow, latestBefore, logLift, quantile, sample } from './statistics';

describe('seeded', () => {
  test('gives the same sequence for the same seed, in [0, 1)', () => {
    const [a, b, c] = [seeded(7), seeded(7), seeded(8)];
    const first = Array.from({ length: 50 }, () => a());
    expect(Array.from({ length: 50 }, () => b())).toEqual(first);
    expect(Array.from({ length: 50 }, () => c())).not.toEqual(first);
    expect(Math.min(...first)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...first)).toBeLessThan(1);
  });
});

test.each([
  [[1, 2, 3, 4], 0.5, 2.5],
  [[5], 0.9, 5],
  [[3, 1, 2], 0, 1],
  [[3, 1, 2], 1, 3],
])('quantile of %j at %d is %d', (values, q, expected) => {
  expect(quantile(values, q)).toBe(expected);
});

test('sample draws without replacement and keeps the order', () => {
  const drawn = sample([1, 2, 3, 4, 5, 6, 7, 8, 9], 4, seeded(1));
  expect(drawn).toHaveLength(4);
  expect([...drawn].sort((a, b) => a - b)).toEqual(drawn);
  expect(new Set(drawn).size).toBe(4);
  expect(sample([1, 2], 5, seeded(1))).toEqual([1, 2]);
});

test('logLift grows with the evidence, and is small for small numbers', () => {
  expect(logLift(30, 30, 0, 1000)).toBeGreaterThan(7);
  expect(logLift(1, 1, 0, 3)).toBeLessThan(2.1);
  expect(logLift(10, 100, 100, 1000)).toBeCloseTo(0, 1);
});

test.each([
  [[1, 5, 9], 6, 5],
  [[1, 5, 9], 5, 1],
  [[1, 5, 9], 1, null],
  [[], 3, null],
])('latestBefore of %j at %d is %s', (sorted, time, expected) => {
  expect(latestBefore(sorted, time)).toBe(expected);
});

test.each([
  [[1, 5, 5, 9], 5, undefined, undefined, 1],
  [[1, 5, 5, 9], 6, undefined, undefined, 3],
  [[1, 5, 5, 9], 10, undefined, undefined, 4],
  [[], 1, undefined, undefined, 0],
  [[9, 1, 5, 0], 5, 1, 3, 2],
  [[9, 1, 5, 0], 6, 1, 3, 3],
  [[9, 1, 5, 0], 1, 1, 3, 1],
])('countBelow of %j with limit %d, from %s to %s, is %d', (sorted, limit, from, to, expected) => {
  expect(countBelow(sorted, limit, from, to)).toBe(expected);
});
