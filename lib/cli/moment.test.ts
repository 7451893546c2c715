import { expect, test } from 'vitest';
import { parseDays, parseMoment } from './moment';

test.each([
  ['2026-11-22', '2026-11-22T00:00:00.000Z'],
  ['2026-11-22T14:30:00Z', '2026-11-22T14:30:00.000Z'],
  ['2026-11-22T14:30:00.5+02:00', '2026-11-22T12:30:00.500Z'],
])('%s is %s', (text, expected) => {
  expect(parseMoment(text).toISOString()).toBe(expected);
});

test.each(['yesterday', '2026-13-01', '2026-11-22 14:00', '', '1700000000'])('"%s" is no time', (text) => {
  expect(() => parseMoment(text)).toThrow(/is no time/);
});

test.each([
  ['30d', 30],
  ['4w', 28],
  ['1d', 1],
])('%s is %d days', (text, days) => {
  expect(parseDays(text)).toBe(days);
});

test.each(['0d', '401d', '30', '2h', 'd', '-3d'])('"%s" is no window', (text) => {
  expect(() => parseDays(text)).toThrow(/is no window/);
});
