/** Units that count as letters of scripts written without spaces: each is a token of its own. */
export function isUnspaced(code: number): boolean {
  return (
    (code >= 0x3040 && code <= 0x30ff) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0x0e00 && code <= 0x0eff) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}

const SPACE = 0x20;
const ZERO = 0x30;
/** Marks with a meaning in scaffolds (headings, tags, labels, fences); all other punctuation separates words. */
const KEPT = new Set('#[]<>{}`:/=|$%@*+\\'.split('').map((mark) => mark.charCodeAt(0)));

/**
 * One table that folds a UTF-16 unit to the unit that keys and cues compare: NFKC, lower case, Latin and Cyrillic
 * accents dropped, every digit to `0`, every separator to a space, invisible characters to nothing (0).
 * A table look-up per character replaces three passes of `normalize`, `toLowerCase` and `replace`.
 */
export const FOLD = buildFold();

function buildFold(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let code = 0; code < 0x10000; code++) table[code] = foldUnit(code);
  return table;
}

function foldUnit(code: number): number {
  if (isInvisible(code) || (code >= 0x300 && code <= 0x36f)) return 0;
  if (code < 0x80) return foldAscii(code);
  if ((code >= 0x3400 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af)) return code;
  if (code >= 0xd800 && code <= 0xdfff) return code;
  const char = String.fromCharCode(code);
  const form = char
    .normalize(code < 0x530 || (code >= 0x1e00 && code < 0x2000) ? 'NFKD' : 'NFKC')
    .toLowerCase();
  const first = form.charCodeAt(0);
  if (first < 0x80) return foldAscii(first);
  if (/\p{Nd}/u.test(form)) return ZERO;
  if (/^[\p{P}\p{Z}\p{S}]/u.test(form)) return first === 0x3010 ? 0x5b : first === 0x3011 ? 0x5d : SPACE;
  return first;
}

function foldAscii(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code + 32;
  if (code >= 0x61 && code <= 0x7a) return code;
  if (code >= 0x30 && code <= 0x39) return ZERO;
  return KEPT.has(code) ? code : SPACE;
}

/** Control, format, direction and joining characters: never shown, never compared. Line breaks and tabs stay. */
export function isInvisible(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a && code !== 0x0d;
  if (code < 0x7f) return false;
  return (
    code <= 0x9f ||
    code === 0xad ||
    code === 0x61c ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0xfeff ||
    (code >= 0xfff0 && code <= 0xfffb)
  );
}

/** The folded form of a text, runs of separators as one space, at most `limit` units read. */
export function fold(text: string, limit = 4_000): string {
  const end = Math.min(text.length, limit);
  let out = '';
  let space = true;
  for (let i = 0; i < end; i++) {
    const code = FOLD[text.charCodeAt(i)] as number;
    if (code === 0) continue;
    if (code === SPACE) {
      if (!space) out += ' ';
      space = true;
    } else {
      out += String.fromCharCode(code);
      space = false;
    }
  }
  return out.trimEnd();
}
