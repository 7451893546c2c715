import { describe, expect, test } from 'vitest';
import { baseTime, judgingShare } from './base-time';

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
const minutes = (n: number) => n / 60;

describe('the base of a run that costs too much to be made often', () => {
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
    expect((baseTime(at(until), 30, world, 0) + 1 - END) / HOUR).toBe(expected);
  });

  test('is the moment itself where much has just come in', () => {
    const world = { ...steady(28), rest: 10_000 };
    expect(baseTime(at(0.5), 30, world, 0)).toBe(at(0.5));
  });

  test('is the moment itself where there is nothing', () => {
    expect(baseTime(at(0.5), 30, { hours: [], rest: 0 }, 0)).toBe(at(0.5));
  });

  test('moves to what is nearer when the last hours brought a wave', () => {
    const world = steady(28);
    world.hours = world.hours.map((hour) => (hour.at >= at(-2) ? { ...hour, exchanges: 3_000 } : hour));
    expect(baseTime(at(0), 30, world, 0)).toBe(at(0) - 1);
    expect(baseTime(at(0.9), 30, world, 0)).toBe(at(0) - 1);
  });
});

describe('how often groups are judged anew', () => {
  /** Minutes between two bases of a day, where runs come every five minutes in even traffic. */
  const pace = (exchanges: number, share: number): number => {
    const world = steady(30, exchanges / 720);
    const bases = new Set(
      Array.from({ length: 288 }, (_, i) => baseTime(at(minutes(5 * (i + 1))), 30, world, share)),
    );
    return 1440 / (bases.size - 1);
  };

  test.each([
    [140_000, 0.1, 5],
    [700_000, 0.1, 10],
    [16_000_000, 0.1, 360],
    [900_000, 0.25, 5],
    [1_500_000, 0.25, 10],
    [2_500_000, 0.25, 15],
    [16_000_000, 0.25, 120],
    [16_000_000, 0.5, 60],
    [900_000, 0.05, 30],
  ])('%i exchanges at %d of a core: about every %i minutes', (exchanges, share, expected) => {
    expect(Math.round(pace(exchanges, share))).toBeCloseTo(expected, -1);
    expect(pace(exchanges, share)).toBeGreaterThanOrEqual(expected * 0.99);
  });

  test('what costs more than it may is judged when it must', () => {
    expect(baseTime(at(8), 30, steady(30, 1e6), 0.01)).toBe(at(-3) - 1);
  });

  test('goes by the parts of the present hour, so that what comes late makes another base', () => {
    const world = steady(30);
    expect(baseTime(at(minutes(17)), 30, world, 0.25)).toBe(at(minutes(15)) - 1);
    world.hours.push({ at: at(minutes(15)), exchanges: 9_000 });
    expect(baseTime(at(minutes(17)), 30, world, 0.25)).toBe(at(minutes(17)));
  });

  test.each([
    [undefined, 0.1],
    ['', 0.1],
    ['0', 0],
    ['50', 0.5],
  ])('RETORT_DETECT_CORE=%s is %d of a core', (value, share) => {
    expect(judgingShare(value)).toBe(share);
  });
  test.each(['-1', '101', 'half'])('RETORT_DETECT_CORE=%s is refused with a sentence', (value) => {
    expect(() => judgingShare(value)).toThrow(/percent of a core/);
  });
});
