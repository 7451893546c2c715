import { expect, test } from 'vitest';
import { diffWords } from './diff';

const shown = (first: string, second: string) =>
  diffWords(first, second)
    .map(({ side, text }) => (side === 'both' ? text : side === 'first' ? `[-${text}-]` : `[+${text}+]`))
    .join('');

test.each([
  ['the same words', 'the same words', 'the same words'],
  ['grade the answer now', 'grade this answer now', 'grade [-the -][+this +]answer now'],
  ['', 'only second', '[+only second+]'],
  ['only first', '', '[-only first-]'],
  ['写出推理过程', '写出全部推理', '写出[+全部+]推理[-过程-]'],
  ['⟨…⟩ a ⟨…⟩', '⟨…⟩ b ⟨…⟩', '⟨…⟩ [-a -][+b +]⟨…⟩'],
])('%s | %s', (first, second, expected) => {
  expect(shown(first, second)).toBe(expected);
});

test('long texts are read so far that the work stays bounded', () => {
  const long = 'word '.repeat(5_000);
  expect(diffWords(long, long)[0]?.text.length).toBe(600 * 5);
});
