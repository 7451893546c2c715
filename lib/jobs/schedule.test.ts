import { describe, expect, test } from 'vitest';
import { detectEvery, isDue, schedule } from './schedule';

describe('RETORT_DETECT_EVERY', () => {
  test.each([
    [undefined, 5],
    ['', 5],
    ['0', 0],
    ['1', 1],
    ['15', 15],
    ['1440', 1440],
  ])('%s → %i minutes', (value, minutes) => {
    expect(detectEvery(value)).toBe(minutes);
  });

  test.each(['7', '-10', '10m', 'often', '99999', '1.5'])('%s is refused with a sentence', (value) => {
    expect(() => detectEvery(value)).toThrow(/number of minutes that divides a day/);
  });
});

describe('the clock', () => {
  test.each([
    [10, 0, 0, true],
    [10, 13, 50, true],
    [10, 13, 55, false],
    [90, 3, 0, true],
    [90, 4, 0, false],
    [90, 4, 30, true],
    [1440, 0, 0, true],
    [1440, 12, 0, false],
    [0, 0, 0, false],
  ])('every %i minutes at %i:%i is due: %s', (minutes, hour, min, due) => {
    expect(isDue(minutes, { hour, min })).toBe(due);
  });

  test('asks for every task under a key, so that a slow one never queues up', () => {
    expect(schedule(10).map((item) => [item.task, item.options.jobKey])).toEqual([
      ['run-detection', 'run-detection'],
      ['sweep-orders', 'sweep-orders'],
      ['sweep-batches', 'sweep-batches'],
      ['draw-campaigns', 'draw-campaigns'],
      ['maintain-partitions', 'maintain-partitions'],
      ['check-audit', 'check-audit'],
      ['sweep-cases', 'sweep-cases'],
      ['sweep-backtests', 'sweep-backtests'],
      ['sweep-demo', 'sweep-demo'],
      ['sweep-intel', 'sweep-intel'],
      ['sweep-shares', 'sweep-shares'],
      ['age-rows', 'age-rows'],
      ['keep-house', 'keep-house'],
    ]);
  });
});
