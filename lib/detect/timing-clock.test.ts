import { describe, expect, test } from 'vitest';
import { seeded } from '@/lib/model/random';
import { clockTest } from './timing-clock';

const HOUR = 3600;
const DAY = 24 * HOUR;
const DAYS = Array.from({ length: 21 }, (_, day) => day);

function accounts(count: number, starts: (i: number) => number[]): Map<number, number[]> {
  return new Map(Array.from({ length: count }, (_, i) => [i, starts(i).sort((a, b) => a - b)]));
}

describe('clockTest', () => {
  test('sees accounts that work in the same hour of each day, another every day', () => {
    const clock = clockTest(
      accounts(15, (i) => DAYS.map((day) => day * DAY + ((day * 7) % 20) * HOUR + i * 20)),
      1,
    );
    expect(clock?.ratio).toBeGreaterThan(3);
    expect(clock?.deviations).toBeGreaterThan(8);
    expect(clock?.p).toBeLessThan(0.03);
  });

  const own = seeded(9);
  test.each([
    ['office hours', accounts(30, () => DAYS.map((day) => day * DAY + (9 + own() * 8) * HOUR))],
    [
      'office hours on weekdays only (day 0 was a Thursday)',
      accounts(30, () =>
        DAYS.filter((day) => (day + 3) % 7 < 5).map((day) => day * DAY + (9 + own() * 8) * HOUR),
      ),
    ],
    ['jobs at midnight', accounts(30, () => DAYS.map((day) => day * DAY + own() * 60))],
    [
      'an event: three busy days that all have in common',
      accounts(30, () =>
        [8, 9, 10, 11, 12].flatMap((day) => [0, 1, 2].map(() => day * DAY + (8 + own() * 12) * HOUR)),
      ),
    ],
    [
      'one busy account among others',
      accounts(12, (i) =>
        i === 0
          ? Array.from({ length: 4000 }, (_, n) => n * 450)
          : DAYS.map((day) => day * DAY + own() * DAY),
      ),
    ],
  ])('does not mistake for it: %s', (_, starts) => {
    const clock = clockTest(starts, 1);
    expect(clock?.ratio).toBeLessThan(1.3);
    expect(clock?.deviations).toBeLessThan(3.5);
  });

  test('says nothing of accounts with few days', () => {
    expect(
      clockTest(
        accounts(20, () => [0, DAY, 2 * DAY]),
        1,
      ),
    ).toBeNull();
  });
});
