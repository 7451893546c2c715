import { expect, test } from 'vitest';
import { parseOptions, parseSeeds } from './options';

test('without flags the mixed world runs at every difficulty over five seeds', () => {
  expect(parseOptions([], {})).toMatchObject({
    seeds: [1, 2, 3, 4, 5],
    difficulties: ['easy', 'middle', 'hard'],
    every: 24 * 3_600_000,
    data: null,
    worlds: true,
    parts: true,
  });
});

test('flags narrow it, and the folder of data may come from the environment', () => {
  const args = [
    '--scenario',
    'tiny,honest',
    '--seeds',
    '7',
    '--difficulty',
    'hard',
    '--every',
    '6',
    '--only',
    'worlds',
  ];
  const options = parseOptions(args, { RETORT_EVAL_DATA: 'somewhere' });
  expect(options.scenarios.map(({ name }) => name)).toEqual(['tiny', 'honest']);
  expect(options).toMatchObject({
    seeds: [7],
    difficulties: ['hard'],
    every: 6 * 3_600_000,
    data: 'somewhere',
    worlds: true,
    parts: false,
  });
});

test.each([
  ['1-5', [1, 2, 3, 4, 5]],
  ['8,3', [3, 8]],
  ['2-4,3,9', [2, 3, 4, 9]],
])('seeds %s', (text, seeds) => {
  expect(parseSeeds(text)).toEqual(seeds);
});

test.each([
  [['--seeds', '5-1'], /seeds/],
  [['--seeds', 'many'], /seeds/],
  [['--scenario', 'nowhere'], /nowhere/],
  [['--difficulty', 'brutal'], /easy, middle, hard/],
  [['--scale', '0'], /above 0/],
])('%j is bad usage', (args, message) => {
  const write = process.stderr.write;
  process.stderr.write = () => true;
  try {
    expect(() => parseOptions(args, {})).toThrow(message);
  } finally {
    process.stderr.write = write;
  }
});
