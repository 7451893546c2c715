import { describe, expect, test } from 'vitest';
import { MAX_ATTEMPTS, settle } from './retry';

const failed = { ok: false, final: false, error: 'Answered 503' } as const;
const least = () => 0;
const most = () => 1;

describe('what follows an attempt', () => {
  test('an order that was taken is delivered', () => {
    expect(settle({ ok: true, status: 202 }, 3, least)).toEqual({ status: 'delivered' });
  });

  test('a refusal that would repeat itself ends it at once', () => {
    expect(settle({ ok: false, final: true, error: 'Answered 410' }, 1, least)).toEqual({
      status: 'dead',
      error: 'Answered 410',
    });
  });

  test('what the target cannot do is skipped', () => {
    expect(settle({ ok: false, final: true, skipped: true, error: 'No.' }, 1, least)).toEqual({
      status: 'skipped',
      error: 'No.',
    });
  });

  test.each([
    [1, 2_500, 5_000],
    [2, 5_000, 10_000],
    [5, 40_000, 80_000],
    [11, 1_800_000, 3_600_000],
    [19, 1_800_000, 3_600_000],
  ])('attempt %i waits between %i and %i ms', (attempts, shortest, longest) => {
    expect(settle(failed, attempts, least)).toEqual({
      status: 'pending',
      error: 'Answered 503',
      delayMs: shortest,
    });
    expect(settle(failed, attempts, most)).toEqual({
      status: 'pending',
      error: 'Answered 503',
      delayMs: longest,
    });
  });

  test('the last attempt ends it', () => {
    expect(settle(failed, MAX_ATTEMPTS - 1, most).status).toBe('pending');
    expect(settle(failed, MAX_ATTEMPTS, most)).toEqual({ status: 'dead', error: 'Answered 503' });
  });

  test.each([
    [60_000, 60_000],
    [1, 5_000],
    [999_999_000, 3_600_000],
  ])('a receiver that asks for %i ms gets %i ms', (retryAfterMs, delayMs) => {
    expect(settle({ ...failed, retryAfterMs }, 1, most)).toMatchObject({ delayMs });
  });
});
