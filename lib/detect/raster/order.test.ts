import { expect, test } from 'vitest';
import { seeded } from '@/lib/model/random';
import { ranksOf, similarityRanks } from './order';

const DAY = 86_400;

test('lines of the same pool lie together whatever order they came in', () => {
  const random = seeded(5);
  const lines = Array.from({ length: 60 }, (_, i) => {
    const from = i % 2 === 0 ? 0 : 15 * DAY;
    return Array.from({ length: 20 }, () => from + random() * 15 * DAY);
  });
  const ranks = similarityRanks(lines, 30 * DAY);
  const even = ranks.filter((_, i) => i % 2 === 0);
  expect(Math.max(...even) - Math.min(...even)).toBe(29);
  expect([...ranks].sort((a, b) => a - b)).toEqual(lines.map((_, i) => i));
});

test('lines without marks come last, and an empty picture has no ranks', () => {
  expect(similarityRanks([[], [5], [], [9]], 10).slice(0, 1)).toEqual([2]);
  expect(similarityRanks([], 10)).toEqual([]);
});

test('ranks say where each position stands', () => {
  expect(ranksOf([2, 0, 1])).toEqual([1, 2, 0]);
});
