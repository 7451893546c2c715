import { expect, test } from 'vitest';
import { UsageError } from '@/lib/cli/output';
import { expiry } from './key';

const now = new Date('2026-10-01T12:00:00.000Z');

test.each([
  ['90d', '2026-12-30T12:00:00.000Z'],
  ['12h', '2026-10-02T00:00:00.000Z'],
  ['2027-01-01', '2027-01-01T00:00:00.000Z'],
  ['2027-01-01T08:30:00Z', '2027-01-01T08:30:00.000Z'],
  ['2027-01-01T08:30:00+02:00', '2027-01-01T06:30:00.000Z'],
])('--expires %s ends the key at %s', (text, end) => {
  expect(expiry(text, now).toISOString()).toBe(end);
});

test.each(['soon', '90', '90x', '-1d', '2027', '2027-13-01', ''])('--expires %j is bad usage', (text) => {
  expect(() => expiry(text, now)).toThrow(UsageError);
});
