import { expect, test } from 'vitest';
import { communitiesOf } from './communities';
import type { Link } from './links';

const star = (name: string, accounts: number[], weight = 4): Link => ({
  kind: 'payment',
  name,
  rays: accounts.map((account) => ({ account, weight })),
});
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

test.each([
  ['accounts on one card', [star('card', range(0, 6))], [range(0, 6)]],
  ['cards joined by an account that has both', [star('a', [0, 1, 2]), star('b', [2, 3, 4])], [range(0, 5)]],
  ['too few', [star('card', [0, 1])], []],
  ['no links', [], []],
])('%s', (_, links, expected) => {
  expect(communitiesOf(100, links, 4)).toEqual(expected);
});

test('cuts a large component at a weak bridge', () => {
  const ring = (from: number) => range(0, 5).map((i) => star(`card ${from} ${i}`, range(from, from + 20)));
  const links = [...ring(0), ...ring(20), star('bridge', [19, 20], 0.6)];
  expect(communitiesOf(100, links, 4)).toEqual([range(0, 20), range(20, 40)]);
});

test('a hub of ten thousand accounts is one star, not its pairs', () => {
  const started = performance.now();
  expect(communitiesOf(10_000, [star('hub', range(0, 10_000))], 4)).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(5_000);
});
