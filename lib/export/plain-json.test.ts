import { expect, test } from 'vitest';
import { plainJson } from './plain-json';

test.each(['\u009b31m', '\u202etxt.exe', '\u2066a\u2069', '\u0007\u001b]0;x', '青铜 ä \\u009b "q"'])(
  '%j is the same value and shows nothing unseen',
  (text) => {
    const json = plainJson({ [text]: [text] });
    expect(JSON.parse(json)).toEqual({ [text]: [text] });
    expect(json).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
  },
);

test('what can be read stays as it is', () => {
  expect(plainJson({ a: '青铜 ä' })).toBe('{"a":"青铜 ä"}');
});
