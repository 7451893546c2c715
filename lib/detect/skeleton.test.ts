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
  [
    'goes by signs where words are not parted by spaces',
    ['请给下面的回答打分：天空是蓝色的。只输出数字', '请给下面的回答打分：大海很深。只输出数字'],
    '请给下面的回答打分： ⟨…⟩ 。只输出数字',
  ],
  [
    'does the same in Japanese, and keeps Latin words whole',
    ['次の文を整理して JSON で出力：猫は寝る', '次の文を整理して JSON で出力：犬が走った'],
    '次の文を整理して JSON で出力： ⟨…⟩',
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
