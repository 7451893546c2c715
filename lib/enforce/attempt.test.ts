import { describe, expect, test } from 'vitest';
import { judge, retryAfter } from './attempt';

describe('what an answer means', () => {
  test.each([
    // status, taken, final, of the target
    [200, true, false, false],
    [204, true, false, false],
    [301, false, false, true],
    [307, false, false, true],
    [400, false, true, false],
    [401, false, false, true],
    [403, false, false, true],
    [404, false, true, false],
    [405, false, false, true],
    [408, false, false, false],
    [409, false, true, false],
    [410, false, true, false],
    [422, false, true, false],
    [425, false, false, false],
    [429, false, false, true],
    [500, false, false, false],
    [502, false, false, false],
    [503, false, false, true],
  ])('%i: taken %s, final %s, of the target %s', (status, taken, final, target) => {
    const attempt = judge({ status, text: '' });
    expect(attempt.ok).toBe(taken);
    if (!attempt.ok) expect([attempt.final, attempt.target ?? false]).toEqual([final, target]);
  });

  test('what the receiver says is kept to one plain line', () => {
    expect(judge({ status: 422, text: 'bad\r\n\u001b[31m<script>\u0000 id' })).toMatchObject({
      error: 'Answered 422: bad [31m<script> id',
    });
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-10-01T12:00:00.000Z');
  test.each([
    ['120', 120_000],
    ['0', 0],
    ['Thu, 01 Oct 2026 12:01:30 GMT', 90_000],
    ['Thu, 01 Oct 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['99999999', undefined],
    [undefined, undefined],
  ])('%s', (header, wait) => {
    expect(retryAfter(header, now)).toBe(wait);
  });
});
