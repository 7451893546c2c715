import { expect, test } from 'vitest';
import { type Shares, soughtMost } from './capability';

test.each<[string, Shares, string[]]>([
  ['the two largest, largest first', { coding: 0.3, rubric_grading: 0.5 }, ['graded answers', 'code']],
  ['one, where the next is too small to name', { coding: 0.9, rubric_grading: 0.1 }, ['code']],
  ['none for ordinary traffic', { general: 1 }, []],
  ['what is sought beside ordinary traffic', { general: 0.6, coding: 0.4 }, ['code']],
  ['none where nothing is known', {}, []],
])('a campaign is said to want %s', (_, shares, words) => {
  expect(soughtMost(shares)).toEqual(words);
});
