import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseTime } from './time';

const time = z.iso.datetime({ offset: true });

describe('parseTime', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2026-11-22T07:00:00Z', Date.UTC(2026, 10, 22, 7) * 1000],
    ['2026-11-22T07:00:00.5Z', Date.UTC(2026, 10, 22, 7) * 1000 + 500_000],
    ['2026-11-22T07:00:00.1234567Z', Date.UTC(2026, 10, 22, 7) * 1000 + 123_456],
    ['2026-11-22T07:00:00+05:30', Date.UTC(2026, 10, 22, 1, 30) * 1000],
    ['2026-11-22T07:00:00-08:00', Date.UTC(2026, 10, 22, 15) * 1000],
    ['2024-02-29T23:59:59.999999Z', Date.UTC(2024, 1, 29, 23, 59, 59) * 1000 + 999_999],
  ])('reads %s', (text, micros) => {
    expect(parseTime(text)).toBe(micros);
  });

  it.each([
    '',
    'yesterday',
    '2026-11-22',
    '2026-11-22T07:00Z',
    '2026-11-22 07:00:00Z',
    '2026-11-22T07:00:00',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T07:00:60Z',
    '2026-11-22T07:00:00.Z',
    '2026-11-22T07:00:00z',
    '2026-11-22T07:00:00+0100',
    '2026-11-22T07:00:00+24:00',
    '2026-11-22T07:00:00Zjunk',
    '+02026-11-22T07:00:00Z',
  ])('refuses %j', (text) => {
    expect(parseTime(text)).toBeNaN();
  });

  it('accepts exactly what zod does, and reads it as Date does', () => {
    const digits = (n: number, max: number) => fc.nat(max).map((value) => String(value).padStart(n, '0'));
    const offset = fc.oneof(
      fc.constantFrom('Z', 'z', ''),
      fc
        .tuple(fc.constantFrom('+', '-'), digits(2, 25), digits(2, 61))
        .map(([sign, h, m]) => `${sign}${h}:${m}`),
    );
    const candidate = fc
      .tuple(
        digits(4, 9999),
        digits(2, 13),
        digits(2, 32),
        digits(2, 25),
        digits(2, 61),
        digits(2, 61),
        fc.constantFrom('', '.5', '.123456'),
        offset,
      )
      .map(([y, mo, d, h, mi, s, fraction, zone]) => `${y}-${mo}-${d}T${h}:${mi}:${s}${fraction}${zone}`);
    fc.assert(
      fc.property(candidate, (text) => {
        const micros = parseTime(text);
        expect(Number.isNaN(micros)).toBe(!time.safeParse(text).success);
        if (!Number.isNaN(micros)) expect(Math.floor(micros / 1000)).toBe(Date.parse(text));
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });
});
