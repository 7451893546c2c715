import { describe, expect, test } from 'vitest';
import { strangers, worldOf } from './fixture';
import { groupsOf } from './groups';
import { type Unison, unisonOf } from './unison';

const HOUR = 3_600;

/** Acts at these moments of hours that are far apart, twenty minutes past the hour. */
function acts(hours: number, off: (i: number) => number, each = 1): number[] {
  return Array.from({ length: hours }, (_, i) =>
    Array.from({ length: each }, (_, k) => i * 7 * HOUR + 1_200 + off(i) + k * 300),
  ).flat();
}

const pair = (ofA: number[], ofB: number[]) => unisonOf({ a: 0, b: 1, openings: [{ key: 7n, ofA, ofB }] });

describe('unisonOf', () => {
  test.each([
    ['within seconds, eight times', acts(8, () => 0), acts(8, (i) => 5 + i), 8],
    ['within seconds, but only four times', acts(4, () => 0), acts(4, () => 9), null],
    ['in the same hours, minutes apart', acts(12, () => 0), acts(12, (i) => 400 + 60 * (i % 9)), null],
    ['at full hours, as timed jobs are', acts(9, () => -1_200), acts(9, () => -1_195), null],
    [
      'now and then, in hours that both are busy in',
      acts(6, () => 0, 9),
      acts(6, (i) => 150 * (i % 3), 9),
      null,
    ],
  ])('%s', (_, ofA, ofB, together) => {
    expect(pair(ofA, ofB)?.together ?? null).toBe(together);
  });

  test('counts what it takes for the harvest, and what it would be by chance', () => {
    const found = pair(
      acts(8, () => 0),
      acts(8, () => 20),
    );
    expect(found).toMatchObject({ keys: [7n], acts: [8, 8] });
    expect(found?.expected).toBeLessThan(0.5);
  });
});

test('accounts that meet again and again are a group, whatever they send', () => {
  const unison: Unison[] = [
    [3, 9],
    [9, 20],
    [40, 41],
  ].map(([a, b]) => ({
    a: a as number,
    b: b as number,
    together: 9,
    expected: 0.3,
    weight: 22,
    keys: [5n],
    acts: [9, 9],
  }));
  const groups = groupsOf({ ...worldOf(strangers(100)), unison });
  expect(groups.map(({ origin, members }) => [origin, members.map(({ account }) => account)])).toEqual([
    ['unison', [3, 9, 20]],
    ['unison', [40, 41]],
  ]);
  expect([...(groups[0]?.harvest.anchors ?? [])]).toEqual([5n]);
});
