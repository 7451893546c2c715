import { expect, test } from 'vitest';
import { drawnGraph } from './graph';

const tie = (position: number, y: number) => ({
  position,
  kind: 'device',
  value: `v${position}`,
  accounts: 3,
  logOdds: 1,
  y,
});
const left_out = { groups: 0, accounts: 0, ties: 0 };

test('what nearly all show is said, not drawn; groups that differ in nothing else are one; the rest takes the room', () => {
  const graph = drawnGraph({
    groups: [
      { accounts: 5, ties: [0, 1], y: 0 },
      { accounts: 4, ties: [0, 2], y: 0.5 },
      { accounts: 1, ties: [2], y: 1 },
    ],
    ties: [tie(0, 0.5), tie(1, 0.9), tie(2, 0.7)],
    left_out,
  });
  expect(graph.everywhere.map(({ position }) => position)).toEqual([0]);
  expect(graph.groups).toEqual([
    { accounts: 5, ties: [1], y: 0 },
    { accounts: 5, ties: [2], y: 1 },
  ]);
  expect(graph.ties.map(({ position, y }) => [position, y])).toEqual([
    [2, 0],
    [1, 1],
  ]);
});

test('of a single group everything is drawn', () => {
  const graph = drawnGraph({ groups: [{ accounts: 2, ties: [0], y: 0 }], ties: [tie(0, 0)], left_out });
  expect(graph.everywhere).toEqual([]);
  expect(graph.ties[0]?.y).toBe(0.5);
});
