import { describe, expect, test } from 'vitest';
import { growthOf } from './storage';

const DAY = 86_400_000;
const GB = 1e9;

describe('growth of the database', () => {
  test.each([
    { name: 'nothing measured', measured: [], free: GB, says: [null, null] },
    { name: 'one measurement', measured: [[0, GB]], free: GB, says: [null, null] },
    {
      name: 'an hour tells nothing',
      measured: [
        [0, GB],
        [DAY / 24, 2 * GB],
      ],
      free: GB,
      says: [null, null],
    },
    {
      name: 'a gigabyte a day',
      measured: [
        [0, GB],
        [DAY, 2 * GB],
      ],
      free: 10 * GB,
      says: [GB, 10],
    },
    {
      name: 'in any order, over the whole span',
      measured: [
        [4 * DAY, 3 * GB],
        [0, GB],
        [2 * DAY, 9 * GB],
      ],
      free: GB,
      says: [GB / 2, 2],
    },
    {
      name: 'a disk that nobody can see',
      measured: [
        [0, 0],
        [DAY, GB],
      ],
      free: null,
      says: [GB, null],
    },
    {
      name: 'what shrinks fills nothing',
      measured: [
        [0, 2 * GB],
        [DAY, GB],
      ],
      free: GB,
      says: [-GB, null],
    },
    {
      name: 'what stands still fills nothing',
      measured: [
        [0, GB],
        [DAY, GB],
      ],
      free: GB,
      says: [0, null],
    },
  ])('$name', ({ measured, free, says }) => {
    const { bytesPerDay, daysLeft } = growthOf(
      measured.map(([at, bytes]) => ({ at: at as number, bytes: bytes as number })),
      free,
    );
    expect([bytesPerDay, daysLeft]).toEqual(says);
  });
});
