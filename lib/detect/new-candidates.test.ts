import { describe, expect, test } from 'vitest';
import { type Active, candidatesOf, nearestOf, ordinaryOf } from './new-candidates';

const DAY = 86_400_000;
const UNTIL = 100 * DAY;
const one = (key: number, days: number, exchanges = 10): Active => ({
  key: BigInt(key),
  first: UNTIL - days * DAY,
  exchanges,
});
const none = new Set<bigint>();
const keys = (accounts: readonly Active[]) => accounts.map(({ key }) => Number(key));

describe('accounts among which new groups are looked for', () => {
  test.each([
    { why: 'became active in the last week', accounts: [one(3, 1), one(1, 6), one(2, 8)], found: [1, 3] },
    { why: 'are of groups that nearly stood', accounts: [one(1, 20), one(2, 20)], near: [2], found: [2] },
    { why: 'send what is new', accounts: [one(1, 20), one(2, 20)], sending: [1], found: [1] },
    {
      why: 'are the newest, where all would be too many',
      accounts: [one(1, 3), one(2, 1), one(3, 2)],
      most: 40,
      found: [2, 3],
    },
    {
      why: 'are there beside old ones that send much',
      accounts: [one(1, 20, 900), one(2, 1)],
      near: [1],
      sending: [1],
      most: 40,
      found: [2],
    },
  ])('$why', ({ accounts, near = [], sending = [], most = 1_000, found }) => {
    const sets = { near: new Set(near.map(BigInt)), sending: new Set(sending.map(BigInt)) };
    expect(keys(candidatesOf(accounts, { until: UNTIL, most, ...sets }))).toEqual(found);
  });
});

test('accounts to compare with are the first by key that are not looked at, as many as there is room for', () => {
  const accounts = [one(4, 50), one(2, 50), one(1, 50), one(3, 50)];
  expect(keys(ordinaryOf(accounts, new Set([2n]), 25))).toEqual([1, 3]);
  expect(keys(ordinaryOf(accounts, none, 5))).toEqual([]);
});

test('kin are of the shortest lists first, as many as there is room for, each once', () => {
  const sent = new Map([1, 2, 3, 4, 5].map((key) => [BigInt(key), 10]));
  expect([...nearestOf([[5n, 4n, 1n], [3n, 1n], [2n]], sent, 40)]).toEqual([2n, 1n, 3n, 4n]);
});
