import { describe, expect, it } from 'vitest';
import { textRuns, visible } from './untrusted-text';

describe('text from outside', () => {
  it.each([
    ['plain text', 'plain text'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['gpj.\u202Eexe', 'gpj.[U+202E]exe'],
    ['a\u200Bb', 'a[U+200B]b'],
    ['bell\u0007', 'bell[U+0007]'],
    ['two\nlines', 'two[↵]lines'],
    ['tag\u{E0041}', 'tag[U+E0041]'],
    ['שלום', 'שלום'],
    ['🧪', '🧪'],
  ])('%j is shown as %s', (text, shown) => expect(visible(text)).toBe(shown));

  it('loses nothing that can be seen', () => {
    const runs = textRuns('a\u0000b\u202Ec');
    expect(runs.map((run) => run.unseen)).toEqual([null, 'U+0000', null, 'U+202E', null]);
  });
});
