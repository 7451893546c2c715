import { describe, expect, test } from 'vitest';
import { baseTime } from './base-time';

const HOUR = 3_600_000;
const END = Date.UTC(2026, 10, 22);
const steady = (days: number, perHour = 100) => ({
  hours: Array.from({ length: days * 24 }, (_, i) => ({
    at: END - (i + 1) * HOUR,
    exchanges: perHour,
  })).reverse(),
  rest: 0,
});
const at = (hours: number) => END + hours * HOUR;

describe('the base of a run', () => {
  test.each([
    ['after weeks of even traffic lies at nine', 28, 0, -3],
    ['is the same an hour later', 28, 1, -3],
    ['and until nine in the morning', 28, 8.99, -3],
    ['and then moves on', 28, 9, 9],
    ['of a young world lies nearer', 3, 2, 0],
    ['of a day lies at the hour', 1, 0.5, 0],
  ])('%s', (_, days, until, expected) => {
    const world = steady(days);
    for (let hour = 0; hour + 1 <= until; hour++) world.hours.push({ at: at(hour), exchanges: 100 });
    expect((baseTime(at(until), 30, world) + 1 - END) / HOUR).toBe(expected);
  });

  test('is the moment itself where much has just come in', () => {
    const world = { ...steady(28), rest: 10_000 };
    expect(baseTime(at(0.5), 30, world)).toBe(at(0.5));
  });

  test('is the moment itself where there is nothing', () => {
    expect(baseTime(at(0.5), 30, { hours: [], rest: 0 })).toBe(at(0.5));
  });

  test('moves to what is nearer when the last hours brought a wave', () => {
    const world = steady(28);
    world.hours = world.hours.map((hour) => (hour.at >= at(-2) ? { ...hour, exchanges: 3_000 } : hour));
    expect(baseTime(at(0), 30, world)).toBe(at(0) - 1);
    expect(baseTime(at(0.9), 30, world)).toBe(at(0) - 1);
  });
});
