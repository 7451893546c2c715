import { FOLD } from '@/lib/text/fold';
import type { Spelled } from '@/lib/text/units';

const SPACE = 0x20;
const LINE_END = 0x0a;
/** Every digit is folded to this one. */
const DIGIT = 0x30;
/** What a folded unit is to the reader: letters of words, syllables of Hangul, signs that stand for themselves, marks. */
const GAP = 0;
const LETTER = 1;
const HANGUL = 2;
const SIGN = 3;
const MARK = 4;

const NOTHING = 0xff;
const KIND = 16;
const UNIT = 0xffff;
/**
 * Letters of much the same sound in Latin, Cyrillic and Greek are one: words that many languages share (analysis, Analyse,
 * analiza, анализ) are then known in those of which the corpus has little. The second letter is read for the first.
 */
const SOUNDS = new Map(
  (
    'kc qc zs yi wv аa бb вv гg дd еe зs иi йi іi кc лl мm нn оo пp рr сs тt уu фf хh цc ыi эe ' +
    'αa βb γg δd εe ζs ηi θt ιi κc λl μm νn οo πp ρr σs ςs τt υi φf χh ωo'
  )
    .split(' ')
    .map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]),
);
/** The folded unit with its kind above it. One table: what Latin text reads of it fits one kilobyte. */
const READ = Int32Array.from({ length: 0x10000 }, (_, unit) => {
  const folded = FOLD[unit] as number;
  return folded === 0 ? NOTHING << KIND : (kindOf(folded) << KIND) | (SOUNDS.get(folded) ?? folded);
});

function kindOf(folded: number): number {
  if (folded === SPACE) return GAP;
  if (folded < 0x80) return (folded >= 0x61 && folded <= 0x7a) || folded === 0x30 ? LETTER : MARK;
  if (folded >= 0xac00 && folded <= 0xd7af) return HANGUL;
  if ((folded >= 0x3040 && folded <= 0x30ff) || (folded >= 0x3400 && folded <= 0x9fff)) return SIGN;
  if (folded >= 0x0e00 && folded <= 0x0eff) return SIGN;
  return LETTER;
}

const OPENING = 360;
const CLOSING = 220;

/** Where what the model reads is put: 24-bit keys. Four for each unit of a text at most, a system prompt's twice. */
export const heard = new Uint32Array(8 * (OPENING + CLOSING) + 2_000);

const BITS = 0xffffff;
const mix = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
const seal = (hash: number): number => {
  const h = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) & BITS;
};

/** The key of an input that is no word of the text. */
export function keyOf(name: string): number {
  let hash = 0x3c6ef372;
  for (let i = 0; i < name.length; i++) hash = mix(hash, name.charCodeAt(i));
  return seal(hash);
}

const WORD = 0x811c9dc5;
const STEM = 0x1b873593;
const PAIR = 0x38495ab5;
const ONE = 0x7feb352d;
const TWO = 0x4cf5ad43;
/** Makes of a stem's key that of the same stem where a scaffold says what is wanted: in a text's first or last words. */
const BEGINS = 0x2f0b1d;
const ENDS = 0x93c6a5;
const BEGINNING = 120;
const ENDING = 80;

/** What else the last text held where it was read: words, numbers among them, marks with a meaning, and ends of lines. */
export const met = { words: 0, numbers: 0, marks: 0, lines: 0 };

/**
 * The features of a text's first 360 and last 220 characters, into {@link heard}; gives their number. Words, their first
 * four letters and pairs of neighbouring stems; of Chinese, Japanese and Thai each sign and pair of signs; of
 * Korean each pair of syllables and the word. Nothing is allocated.
 */
export function readFeatures({ text: { length }, at }: Spelled): number {
  met.words = met.numbers = met.marks = met.lines = 0;
  ends = length > BEGINNING + ENDING ? length - ENDING : length;
  return length <= OPENING + CLOSING
    ? readPart(at, 0, length, 0)
    : readPart(at, length - CLOSING, length, readPart(at, 0, OPENING, 0));
}

/** Where the last words begin. */
let ends = 0;

function readPart(at: Uint16Array, start: number, end: number, from: number): number {
  let count = from;
  let before = 0;
  let i = start;
  let [words, numbers, marks, lines] = [0, 0, 0, 0];
  while (i < end) {
    const read = READ[at[i] as number] as number;
    const kind = read >>> KIND;
    if (kind === LETTER) {
      words++;
      if ((read & UNIT) === DIGIT) numbers++;
      let whole = WORD;
      let short = STEM;
      let letters = 0;
      for (; i < end; i++) {
        const next = READ[at[i] as number] as number;
        if (next >>> KIND !== LETTER) {
          if (next >>> KIND === NOTHING) continue;
          break;
        }
        const folded = next & UNIT;
        // The Arabic article is no part of the stem.
        if (letters === 1 && folded === 0x644 && whole === mix(WORD, 0x627)) {
          whole = WORD;
          short = STEM;
          letters = 0;
          continue;
        }
        letters++;
        whole = mix(whole, folded);
        if (letters <= 4) short = mix(short, folded);
      }
      if (letters === 0) continue;
      heard[count++] = seal(whole);
      const stem = seal(short);
      if (letters > 4) heard[count++] = stem;
      if (before !== 0) heard[count++] = seal(mix(Math.imul(before, PAIR), short));
      if (i <= BEGINNING) heard[count++] = stem ^ BEGINS;
      else if (i > ends) heard[count++] = stem ^ ENDS;
      before = short;
    } else if (kind === HANGUL) {
      let whole = WORD;
      let last = 0;
      for (; i < end; i++) {
        const next = READ[at[i] as number] as number;
        if (next >>> KIND === NOTHING) continue;
        if (next >>> KIND !== HANGUL) break;
        const folded = next & UNIT;
        if (last !== 0) heard[count++] = seal(mix(mix(TWO, last), folded));
        last = folded;
        whole = mix(whole, folded);
      }
      heard[count++] = seal(whole);
      before = 0;
    } else if (kind === SIGN) {
      let last = 0;
      for (; i < end; i++) {
        const next = READ[at[i] as number] as number;
        if (next >>> KIND === NOTHING) continue;
        if (next >>> KIND !== SIGN) break;
        const folded = next & UNIT;
        heard[count++] = seal(mix(ONE, folded));
        if (last !== 0) heard[count++] = seal(mix(mix(TWO, last), folded));
        last = folded;
      }
      before = 0;
    } else {
      if (kind === MARK) {
        before = mix(STEM, read & UNIT);
        marks++;
      } else if (at[i] === LINE_END) lines++;
      i++;
    }
  }
  met.words += words;
  met.numbers += numbers;
  met.marks += marks;
  met.lines += lines;
  return count;
}
