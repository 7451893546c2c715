import { expect, test } from 'vitest';
import { averageLinkage } from './linkage';

test('joins what is alike, and does not chain two clusters through an item between them', () => {
  const pairs = [
    { a: 0, b: 1, weight: 0.9 },
    { a: 2, b: 3, weight: 0.9 },
    // 4 resembles both clusters by half, the clusters do not resemble each other.
    { a: 0, b: 4, weight: 0.5 },
    { a: 1, b: 4, weight: 0.5 },
    { a: 2, b: 4, weight: 0.45 },
    { a: 3, b: 4, weight: 0.45 },
  ];
  expect(averageLinkage(5, pairs, 0.35)).toEqual([
    [0, 1, 4],
    [2, 3],
  ]);
});

test.each([
  ['nothing', 0, [], []],
  ['items without pairs', 2, [], [[0], [1]]],
  ['pairs that are too weak', 2, [{ a: 0, b: 1, weight: 0.2 }], [[0], [1]]],
  [
    'a chain of equals, all of them alike',
    3,
    [
      { a: 0, b: 1, weight: 0.8 },
      { a: 1, b: 2, weight: 0.8 },
      { a: 0, b: 2, weight: 0.8 },
    ],
    [[0, 1, 2]],
  ],
])('%s', (_, items, pairs, expected) => {
  expect(averageLinkage(items, pairs, 0.35)).toEqual(expected);
});

test('does not depend on the order of the pairs', () => {
  const pairs = [0, 1, 2, 3, 4, 5].flatMap((a) =>
    [a + 1, a + 2].filter((b) => b < 7).map((b) => ({ a, b, weight: ((a * 7 + b * 3) % 10) / 10 })),
  );
  expect(averageLinkage(7, [...pairs].reverse(), 0.3)).toEqual(averageLinkage(7, pairs, 0.3));
});
