import { expect, test } from 'vitest';
import { bitsOf } from '@/lib/model/bits';
import { type Tie, tieGraph } from './graph';

const tie = (value: string, members: number[], size: number, logOdds = 3): Tie => ({
  kind: 'payment_fingerprint',
  value,
  accounts: members.length,
  logOdds,
  members: bitsOf(members, size),
});
const upTo = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

test('members that show the same values are one node, those that show none are left out', () => {
  const graph = tieGraph([tie('a', upTo(0, 60), 100), tie('b', upTo(40, 90), 100)], 100);
  expect(graph.groups.map(({ accounts, ties }) => [accounts, ties])).toEqual([
    [40, [0]],
    [30, [1]],
    [20, [0, 1]],
  ]);
  expect(graph.left_out).toEqual({ groups: 1, accounts: 10, ties: 0 });
});

test('what is drawn is bounded, and what is not is counted', () => {
  const ties = upTo(0, 60).map((i) => tie(`v${i}`, upTo(i * 10, i * 10 + 15), 600));
  const graph = tieGraph(ties, 600);
  expect(graph.ties).toHaveLength(24);
  expect(graph.groups).toHaveLength(40);
  const shown = graph.groups.reduce((sum, { accounts }) => sum + accounts, 0);
  expect(graph.left_out).toMatchObject({ accounts: 600 - shown, ties: 36 });
});

test('neighbours lie near each other, and always in the same place', () => {
  const size = 80;
  const ties = [
    tie('x', upTo(0, 20), size),
    tie('y', upTo(40, 60), size),
    tie('x2', upTo(0, 30), size),
    tie('y2', upTo(40, 80), size),
  ];
  const graph = tieGraph(ties, size);
  const at = (value: string) => graph.ties.find((node) => node.value === value)?.y ?? -1;
  expect(Math.abs(at('x') - at('x2'))).toBeLessThan(Math.abs(at('x') - at('y2')));
  expect(tieGraph(ties, size)).toEqual(graph);
});

test('no ties, no nodes', () => {
  expect(tieGraph([], 5)).toEqual({ groups: [], ties: [], left_out: { groups: 1, accounts: 5, ties: 0 } });
});
