import { expect, test } from 'vitest';
import { judge } from './bench';

test.each([
  ['a share of the limit', { value: 40, limit: 100, bar: 0.35 }, 0.4, true],
  ['too small a share', { value: 30, limit: 100, bar: 0.35 }, 0.3, false],
  ['time, against the least possible', { value: 200, limit: 50, bar: 0.2, lessIsBetter: true }, 0.25, true],
  ['an absolute figure', { value: 240, bar: 250, lessIsBetter: true }, null, true],
  ['an absolute figure missed', { value: 260, bar: 250, lessIsBetter: true }, null, false],
  ['nothing asked', { value: 1, limit: 2 }, 0.5, null],
])('%s', (_, measure, share, met) => {
  expect(judge({ name: 'x', unit: 'y', ...measure })).toMatchObject({ share, met });
});
