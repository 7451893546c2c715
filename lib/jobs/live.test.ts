import { expect, test } from 'vitest';
import { pauseAfter } from './live';

test.each([
  ['a quick look', 20, {}, 1_000],
  ['a costly one takes no more than a tenth of the time', 400, {}, 4_000],
  ['more waits', 400, { more: true }, 0],
  ['never longer than this', 60_000, {}, 15_000],
  ['it failed', 5, { failures: 1 }, 2_000],
  ['it failed again and again', 5, { failures: 40 }, 15_000],
])('%s: the next look comes in good time', (_, took, state, expected) => {
  expect(pauseAfter(took, state)).toBe(expected);
});
