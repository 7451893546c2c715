import { describe, expect, test } from 'vitest';
import { type Life, poolsOf, wavesOf } from './pools';

const HOUR = 3_600;
const lives = (count: number, first: number, bannedAt: number | null): Life[] =>
  Array.from({ length: count }, (_, i) => ({
    first: first + i,
    bannedAt: bannedAt === null ? null : bannedAt + i,
  }));

describe('waves of bans and the pools between them', () => {
  test.each([
    ['nobody banned', lives(20, 0, null), [], [0]],
    ['single bans are no wave', [...lives(20, 0, null), ...lives(2, 0, 5 * HOUR)], [], [0]],
    [
      'a ban of many, and those who came after it',
      [...lives(30, 0, 50 * HOUR), ...lives(10, 0, null), ...lives(20, 51 * HOUR, null)],
      [{ at: 50 * HOUR, accounts: 30 }],
      [0, 1],
    ],
    [
      'two bans within six hours are one wave',
      [...lives(5, 0, 50 * HOUR), ...lives(5, 0, 54 * HOUR), ...lives(5, 60 * HOUR, null)],
      [{ at: 50 * HOUR, accounts: 10 }],
      [0, 1],
    ],
    [
      'a second wave makes a third pool',
      [...lives(9, 0, 10 * HOUR), ...lives(9, 11 * HOUR, 40 * HOUR), ...lives(9, 41 * HOUR, null)],
      [
        { at: 10 * HOUR, accounts: 9 },
        { at: 40 * HOUR, accounts: 9 },
      ],
      [0, 1, 2],
    ],
  ])('%s', (_, members, waves, pools) => {
    const found = wavesOf(members);
    expect(found).toEqual(waves);
    expect([...new Set(poolsOf(members, found))].sort()).toEqual(pools);
  });

  test('at most eight pools, divided by the largest waves', () => {
    const members = Array.from({ length: 12 }, (_, i) => lives(3 + i, 0, (i + 1) * 20 * HOUR)).flat();
    const waves = wavesOf(members);
    expect(waves.map(({ accounts }) => accounts)).toEqual([8, 9, 10, 11, 12, 13, 14]);
  });
});
