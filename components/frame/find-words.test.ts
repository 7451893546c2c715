import { describe, expect, test } from 'vitest';
import type { TextVerdict } from '@/lib/model/console/status';
import { verdictWords } from './find-words';

const verdict = (more: Partial<TextVerdict>): TextVerdict => ({
  says: 'family',
  scaffold: 'Grade ⟨…⟩',
  campaign: 'Copper Heron',
  more: 0,
  ...more,
});

describe('what a pasted prompt turned out to be', () => {
  test.each([
    [{}, 'This text belongs to scaffold family “Grade ⟨…⟩” of campaign Copper Heron.'],
    [
      { campaign: null, more: 1 },
      'This text belongs to scaffold family “Grade ⟨…⟩”, which no campaign holds. One more family shares some of its wording.',
    ],
    [{ says: 'system' as const }, 'This is a known system prompt; no scaffold family sends it.'],
    [
      { says: 'nobody' as const },
      'Read as a prompt: no known scaffold family begins, ends or is built like this text.',
    ],
  ])('%j', (more, words) => {
    expect(verdictWords(verdict(more))).toBe(words);
  });
});
