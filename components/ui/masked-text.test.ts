import { describe, expect, it } from 'vitest';
import { maskedRuns } from './masked-text';

describe('maskedRuns', () => {
  it.each([
    ['plain words', [['plain words', 'text']]],
    [
      'write to ⟨email⟩ now',
      [
        ['write to ', 'text'],
        ['email', 'redacted'],
        [' now', 'text'],
      ],
    ],
    [
      '⟨…⟩ and ⟨problem⟩',
      [
        ['…', 'slot'],
        [' and ', 'text'],
        ['problem', 'slot'],
      ],
    ],
    ['an open ⟨ stays', [['an open ⟨ stays', 'text']]],
    ['', []],
  ])('tells slots from what was taken out: %s', (text, expected) => {
    expect(maskedRuns(text).map(({ text: part, kind }) => [part, kind])).toEqual(expected);
  });
});
