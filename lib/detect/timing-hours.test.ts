import { describe, expect, test } from 'vitest';
import { seeded } from '@/lib/model/random';
import { hoursKept } from './timing-hours';

const DAY = 86_400;
const random = seeded(3);

/** Forty accounts, each in use for so many days from some moment on, with sessions at the hours that `at` draws. */
function lives(days: number, sessions: number, at: () => number): Map<number, number[]> {
  return new Map(
    Array.from({ length: 40 }, (_, account) => {
      const from = random() * 10 * DAY;
      const list = Array.from({ length: sessions }, () => from + at() * days);
      return [account, list.sort((a, b) => a - b)] as const;
    }),
  );
}

describe('hoursKept', () => {
  test.each([2, 3, 6, 24])('is nothing for a queue, also where accounts live for %d days', (days) => {
    const { kept, error } = hoursKept(lives(days, 20, () => random() * DAY)) ?? { kept: 1, error: 0 };
    expect(Math.abs(kept)).toBeLessThan(3 * error + 0.02);
  });

  test('is much for people of many time zones who sleep', () => {
    const starts = new Map(
      Array.from({ length: 40 }, (_, account) => {
        const morning = random() * DAY;
        return [account, Array.from({ length: 20 }, (_, day) => day * DAY + morning + random() * DAY * 0.5)];
      }),
    );
    expect(hoursKept(starts)?.kept).toBeGreaterThan(0.3);
  });

  test('is not known of accounts in use for one day', () => {
    expect(hoursKept(lives(1, 20, () => random() * DAY))).toBeNull();
  });
});
