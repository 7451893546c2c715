import { describe, expect, test } from 'vitest';
import type { Attempt } from './attempt';
import { healthAfter } from './hold';

const down: Attempt = { ok: false, final: false, error: 'Answered 500' };
const busy: Attempt = { ok: false, final: false, error: 'Answered 429', target: true };
const most = () => 1;
const least = () => 0;

describe('a target', () => {
  test.each<[string, Attempt, number, { failures: number; holdMs: number }]>([
    ['that takes an order is well', { ok: true, status: 200 }, 9, { failures: 0, holdMs: 0 }],
    [
      'that refuses an order for good is well',
      { ok: false, final: true, error: 'Answered 404' },
      9,
      { failures: 0, holdMs: 0 },
    ],
    [
      'that cannot do this kind of order is well',
      { ok: false, final: true, skipped: true, error: 'No.' },
      2,
      { failures: 0, holdMs: 0 },
    ],
    ['may fail now and then', down, 0, { failures: 1, holdMs: 0 }],
    ['may fail four times in a row', down, 3, { failures: 4, holdMs: 0 }],
    ['that fails the fifth time is left alone', down, 4, { failures: 5, holdMs: 5_000 }],
    ['that goes on failing is left alone for longer', down, 7, { failures: 8, holdMs: 40_000 }],
    ['is asked again at least every ten minutes', down, 400, { failures: 401, holdMs: 600_000 }],
    ['that says it is busy is left alone at once', busy, 0, { failures: 1, holdMs: 5_000 }],
    [
      'that asks for two minutes gets them',
      { ...busy, retryAfterMs: 120_000 },
      0,
      { failures: 1, holdMs: 120_000 },
    ],
    [
      'that asks for a day gets an hour',
      { ...busy, retryAfterMs: 86_400_000 },
      0,
      { failures: 1, holdMs: 3_600_000 },
    ],
  ])('%s', (_, attempt, failures, health) => {
    expect(healthAfter(attempt, failures, most)).toEqual(health);
  });

  test('is not met by everybody at once when it comes back', () => {
    expect(healthAfter(down, 4, least)).toEqual({ failures: 5, holdMs: 2_500 });
  });
});
