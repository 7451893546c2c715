import { expect, test } from 'vitest';
import { bitsOf, countBits, hasBit, inAll, membersOf } from './bits';

test.each([
  [[], 0],
  [[0], 1],
  [[7, 8, 63], 64],
  [[1, 2, 3, 900], 1_000],
])('%j of %i', (members, size) => {
  const bits = bitsOf(members, size);
  expect(membersOf(bits)).toEqual(members);
  expect(countBits(bits)).toBe(members.length);
  for (const n of members) expect(hasBit(bits, n)).toBe(true);
  expect(hasBit(bits, 5)).toBe(false);
});

test('what is in all sets, and everything when there are none', () => {
  expect(membersOf(inAll([bitsOf([1, 5, 9], 10), bitsOf([5, 9], 10)], 10))).toEqual([5, 9]);
  expect(membersOf(inAll([], 10))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(countBits(inAll([], 16))).toBe(16);
});
