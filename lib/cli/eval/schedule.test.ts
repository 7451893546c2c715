import { expect, test } from 'vitest';
import { DAY, HOUR, runTimes, worthRunning } from './schedule';

const END = 30 * DAY;

test('runs on a grid that ends with the world', () => {
  expect(runTimes(0, 3 * DAY, DAY, [])).toEqual([DAY, 2 * DAY, 3 * DAY]);
  expect(runTimes(0, 2.5 * DAY, DAY, [[0, 2 * DAY + 5 * DAY]])).toEqual([0.5 * DAY, 1.5 * DAY, 2.5 * DAY]);
});

test('looks every six hours while a short campaign is under way, not after the end', () => {
  const burst = [10 * DAY, 10 * DAY + HOUR, 11 * DAY];
  const times = runTimes(0, END, 10 * DAY, [burst]);
  expect(times.map((at) => (at - 10 * DAY) / HOUR)).toEqual([0, 6, 12, 18, 24, 30, 240, 480]);
  expect(runTimes(0, END, 10 * DAY, [[END - HOUR, END - 1]])).toEqual([10 * DAY, 20 * DAY, END]);
});

const times = [DAY, 3 * DAY, 5 * DAY, 20 * DAY];
test.each([
  ['a campaign has begun', 2 * DAY, DAY, [{ times, found: false }], true],
  ['it was found', 2 * DAY, DAY, [{ times, found: true }], false],
  ['it has not begun', DAY, 0, [{ times, found: false }], false],
  ['its times are unknown', 2 * DAY, DAY, [{ times: [], found: false }], false],
  ['it reached its half since the last run', 6 * DAY, 4 * DAY, [{ times, found: false }], true],
  ['it is in its second half', 7 * DAY, 6 * DAY, [{ times, found: false }], false],
  ['a week has passed', 9 * DAY, DAY, [], true],
  ['the world ends', END, END - DAY, [], true],
])('when %s: %#', (_, at, last, campaigns, expected) => {
  expect(worthRunning(at, END, last, campaigns)).toBe(expected);
});
