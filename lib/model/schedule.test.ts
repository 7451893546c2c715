import { describe, expect, test } from 'vitest';
import { dueAt, dueThrough, resumed, type Schedule, scheduleFault } from './schedule';

const at = (clock: string) => Date.parse(`2026-11-22T${clock}:00.000Z`);
const iso = (clock: string) => `2026-11-22T${clock}:00.000Z`;
const NOW: Schedule = { mode: 'now', starts_at: null, ends_at: null };
const AT: Schedule = { mode: 'at', starts_at: iso('10:00'), ends_at: null };
const SPREAD: Schedule = { mode: 'spread', starts_at: iso('10:00'), ends_at: iso('12:00') };

describe('when an account is due', () => {
  test.each([
    ['at once', NOW, 0.7, null],
    ['at a time, whatever its turn', AT, 0.7, at('10:00')],
    ['first in a window', SPREAD, 0, at('10:00')],
    ['in the middle of a window', SPREAD, 0.5, at('11:00')],
    ['late in a window', SPREAD, 0.75, at('11:30')],
  ])('%s', (_, schedule, turn, expected) => {
    expect(dueAt(schedule, turn)).toBe(expected);
  });

  test.each([
    ['at once', NOW, '09:00', 1],
    ['before its time', AT, '09:59', -1],
    ['at its time', AT, '10:00', 1],
    ['before the window', SPREAD, '09:00', -0.5],
    ['at a quarter of the window', SPREAD, '10:30', 0.25],
    ['after the window', SPREAD, '13:00', 1.5],
    ['a window without length', { ...SPREAD, ends_at: iso('10:00') }, '10:00', 1],
  ])('%s', (_, schedule, clock, expected) => {
    expect(dueThrough(schedule, at(clock))).toBe(expected);
  });

  test('both say the same: what is due at a time is what is due through it', () => {
    for (const turn of [0, 0.1, 0.333, 0.9, 0.999_999]) {
      const time = dueAt(SPREAD, turn) ?? 0;
      expect(dueThrough(SPREAD, time + 1)).toBeGreaterThan(turn);
      expect(dueThrough(SPREAD, time - 1)).toBeLessThan(turn);
    }
  });
});

describe('a schedule after a pause', () => {
  test.each<[string, Schedule, string, string, Schedule]>([
    ['at once stays', NOW, '10:00', '11:00', NOW],
    ['at a time stays', AT, '09:00', '11:00', AT],
    [
      'in the middle: the second half begins now',
      SPREAD,
      '11:00',
      '15:00',
      { mode: 'spread', starts_at: iso('14:00'), ends_at: iso('16:00') },
    ],
    ['paused and resumed before it began', SPREAD, '08:00', '09:00', SPREAD],
    [
      'paused before it began and resumed in it: the whole window begins now',
      SPREAD,
      '08:00',
      '11:30',
      { mode: 'spread', starts_at: iso('11:30'), ends_at: iso('13:30') },
    ],
    ['paused after its end', SPREAD, '12:30', '15:00', SPREAD],
  ])('%s', (_, schedule, paused, now, expected) => {
    expect(resumed(schedule, at(paused), at(now))).toEqual(expected);
  });
});

describe('a schedule that cannot be taken', () => {
  test.each<[string, Schedule, RegExp | null]>([
    ['at once', NOW, null],
    ['at once with a time', { ...NOW, starts_at: iso('10:00') }, /neither/],
    ['at a time', AT, null],
    ['at a time without one', { ...AT, starts_at: null }, /when it begins/],
    ['at a time that is gone', { ...AT, starts_at: iso('08:00') }, /in the past/],
    ['at a time with an end', { ...AT, ends_at: iso('11:00') }, /no end/],
    ['a window', SPREAD, null],
    ['a window without end', { ...SPREAD, ends_at: null }, /window ends/],
    ['a window of seconds', { ...SPREAD, ends_at: '2026-11-22T10:00:30.000Z' }, /at least a minute/],
    ['a window that ends before it begins', { ...SPREAD, ends_at: iso('09:30') }, /at least a minute/],
    ['next year', { ...AT, starts_at: '2027-11-22T10:00:00.000Z' }, /within 30 days/],
  ])('%s', (_, schedule, expected) => {
    const fault = scheduleFault(schedule, at('09:00'), 30);
    if (expected === null) expect(fault).toBeNull();
    else expect(fault).toMatch(expected);
  });
});
