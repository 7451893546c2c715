import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonSkeleton } from './skeleton';

describe('commonSkeleton', () => {
  it.each([
    [
      [
        'Score the answer from 1 to 10 on clarity and justify',
        'Score the answer from 1 to 10 on depth of thought and justify',
      ],
      'Score the answer from 1 to 10 on ⟨…⟩ and justify',
    ],
    [
      ['The sea is wide. Grade the text above.', 'A hill. Grade the text above.'],
      '⟨…⟩ Grade the text above.',
    ],
    [['请改写下面的问题：天空', '请改写下面的问题：大海很蓝'], '请改写下面的问题 ：⟨…⟩'],
    [['alone as it is'], 'alone as it is'],
    [['nothing shared here', 'quite another text'], '⟨…⟩'],
    [[], ''],
  ])('%j', (prompts, skeleton) => {
    expect(commonSkeleton(prompts).replace(/ ?： ?/g, '：')).toBe(skeleton.replace(/ ?： ?/g, '：'));
  });

  it('shows no word that is not in every prompt', () => {
    const prompt = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 12 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(prompt, { minLength: 2, maxLength: 4 }), (prompts) => {
        for (const word of commonSkeleton(prompts).split(' ')) {
          if (word !== '⟨…⟩' && word !== '')
            for (const text of prompts) expect(text.split(' ')).toContain(word);
        }
      }),
    );
  });
});
