import type { Foreign, Span, Text } from './document';

/** C0 and C1 controls, soft hyphen, zero-width marks, bidirectional controls, variation selectors of tags, noncharacters. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\uffff\u{e0000}-\u{e0fff}]|\p{Surrogate}|\p{Noncharacter_Code_Point}/u;
const JOINERS = new Set(['\u200c', '\u200d']);
/** Letters that a joiner shapes, and pictures that it makes into one. */
const JOINED =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}\p{Extended_Pictographic}]|\u{fe0f}/u;
/** More than this many marks on one letter cover the lines beside it. */
const MOST_MARKS = 4;

const MAX = 300;

/** A piece of text as it can be shown; `spelled` when it names a character that would not be seen, such as "U+202E". */
export interface Piece {
  text: string;
  spelled: boolean;
}

/**
 * Text from outside as pieces that can neither hide nor reorder anything: what is not seen is spelled out, line breaks are a mark,
 * marks piled on a letter end after a few, and what is too long is cut, and says so.
 */
export function pieces(text: string, max = MAX): Piece[] {
  const made: Piece[] = [];
  let plain = '';
  let before = '';
  let marks = 0;
  let n = 0;
  const flush = () => {
    if (plain) made.push({ text: plain, spelled: false });
    plain = '';
  };
  for (const char of text) {
    if (n >= max) {
      plain += `… (${text.length.toLocaleString('en-US')} characters in all)`;
      break;
    }
    n++;
    if (/\p{M}/u.test(char)) {
      if (++marks > MOST_MARKS) continue;
    } else marks = 0;
    if (!UNSEEN.test(char) || (JOINERS.has(char) && JOINED.test(before))) plain += char;
    else if (char === '\n' || char === '\u2028' || char === '\u2029') plain += ' ¶ ';
    else if (char === '\t') plain += ' ';
    else if (char !== '\r') {
      flush();
      const point = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      made.push({ text: `U+${point}`, spelled: true });
    }
    before = char;
  }
  flush();
  return made;
}

/** The same as one string, for where no element can stand. */
export function plainText(text: Text): string {
  return typeof text === 'string' ? text : text.map((span) => plainSpan(span)).join('');
}

function plainSpan(span: Span): string {
  if (typeof span === 'string') return span;
  if ('strong' in span) return span.strong;
  return visible(span.foreign, span.max);
}

export function visible(text: string, max?: number): string {
  return pieces(text, max)
    .map((piece) => (piece.spelled ? `[${piece.text}]` : piece.text))
    .join('');
}

/** Text from outside within a sentence. */
export function foreign(text: string, max?: number): Foreign {
  return max === undefined ? { foreign: text } : { foreign: text, max };
}

/** An id, a hash or a piece of a prompt. */
export function code(text: string, max = MAX): Foreign {
  return { foreign: text, code: true, max };
}

/** An account's id; a keyed hash by its beginning, which tells it apart. */
export function accountId(id: string): Foreign {
  const hash = /^hmac-sha256:([0-9a-f]{64})$/.exec(id)?.[1];
  return code(hash === undefined ? id : `hmac:${hash.slice(0, 16)}`, 40);
}
