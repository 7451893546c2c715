import { expect, test } from 'vitest';
import { skeletonOf } from './skeleton';

test.each([
  [
    'keeps what is constant and marks slots',
    [
      'Grade this answer: the sky is blue. Score 1 to 5.',
      'Grade this answer: birds can fly far. Score 1 to 5.',
    ],
    'Grade this answer: ⟨…⟩ Score 1 to 5.',
  ],
  [
    'marks an open end',
    ['Explain step by step how tea is made', 'Explain step by step why'],
    'Explain step by step ⟨…⟩',
  ],
  ['gives one text as it is', ['Only one text'], 'Only one text'],
  [
    'gives the first of texts that have nothing in common',
    ['one two three four', 'five six seven eight'],
    'one two three four',
  ],
  ['has nothing for nothing', [], ''],
])('%s', (_, texts, expected) => {
  expect(skeletonOf(texts)).toBe(expected);
});

test('is never longer than 400 characters', () => {
  expect(skeletonOf(['word '.repeat(500), 'word '.repeat(600)]).length).toBeLessThanOrEqual(400);
});
