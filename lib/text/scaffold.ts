import { key64, key64Of } from '@/lib/model/hash';
import { FOLD, fold, isUnspaced } from './fold';
import { frameParts } from './frame';
import { Recent } from './recent';
import { type Spelled, spelled } from './units';

/**
 * The keys under which exchanges of one scaffold meet, each a pure function of one exchange, none needing state:
 * two prompts made from the same scaffold share at least one of `head`, `tail` and `frame` wherever the payload stands.
 * Which of them are scaffolds, and not chance, is decided when many accounts are seen together (see `family.ts`).
 */
export interface ScaffoldKeys {
  /** The system prompt, digits and spacing apart. */
  system: bigint | null;
  /** The first words. */
  head: bigint | null;
  /** The last words. */
  tail: bigint | null;
  /** Labels, headings, tags and instruction sentences, in order. */
  frame: bigint | null;
}

/** Words that make an anchor, and the least that do when a boundary follows: fewer recur by chance. */
const MOST_WORDS = 8;
const LEAST_WORDS = 3;
/** Words are counted in halves: a character of a script without spaces is half a word. */
const WORD = 2;
const HALF = 1;
const LONGEST_WORD = 40;
/** How far into a prompt the first and last words are looked for. */
const REACH = 600;

const SYSTEM_LIMIT = 8_000;

/** The key of a system prompt; `null` for none or an empty one. */
export function systemKey(system: string | undefined): bigint | null {
  if (!system) return null;
  const text = fold(system, SYSTEM_LIMIT).replace(/0+/g, '0');
  return text === '' ? null : key64(`system\0${text}`);
}

/** The scaffold keys of one prompt. Reads at most some 22,000 characters of it. */
export function scaffoldKeys(prompt: string): Omit<ScaffoldKeys, 'system'> {
  return scaffoldKeysOf(spelled(prompt));
}

/** The same of a prompt whose units are known. */
export function scaffoldKeysOf(text: Spelled): Omit<ScaffoldKeys, 'system'> {
  return {
    head: anchor(text, 1) >= LEAST_WORDS * WORD ? heads.get(out, 0, size) : null,
    tail: anchor(text, -1) >= LEAST_WORDS * WORD ? tails.get(out, 0, size) : null,
    frame: frameKey(text),
  };
}

const keysAfter = (prefix: string, longest: number, remembered: number) =>
  new Recent((units, start, end) => key64Of(prefix, units, start, end), longest, remembered);
const heads = keysAfter('head\0', 96, 1 << 12);
const tails = keysAfter('tail\0', 96, 1 << 12);
const frames = keysAfter('frame\0', 192, 1 << 10);

/** What an anchor or a frame is spelled into, and how far. An anchor has at most 8 words and a mark for each quotation. */
const out = new Uint16Array(4_096);
let size = 0;

function frameKey(text: Spelled): bigint | null {
  const parts = frameParts(text);
  if (parts.length === 0) return null;
  size = 0;
  for (const { text: line } of parts) {
    if (size > 0) out[size++] = 0x0a;
    for (let at = 0; at < line.length; at++) out[size++] = line.charCodeAt(at);
  }
  return frames.get(out, 0, size);
}

/**
 * Reads words from one end of the prompt until there are {@link MOST_WORDS}, or a boundary where a slot usually begins
 * (line, sentence, colon, quote, bracket) once there are {@link LEAST_WORDS}. What stands in quotes is a slot. Spells them
 * into `out` and gives their number in halves.
 */
function anchor({ text: { length }, at: prompt }: Spelled, step: 1 | -1): number {
  let at = step === 1 ? 0 : length - 1;
  const stop = step === 1 ? Math.min(length, REACH) : Math.max(-1, length - 1 - REACH);
  let words = 0;
  let start = -1;
  let word = 0;
  size = 0;
  for (; at !== stop; at += step) {
    const raw = prompt[at] as number;
    const unit = FOLD[raw] as number;
    if (unit === 0) continue;
    const unspaced = unit > 0xff && isUnspaced(unit);
    if (unit > 0x60 ? unit < 0x7b || (unit > 0x7f && !unspaced) : unit === 0x30) {
      if (word === 0) start = at;
      word++;
      continue;
    }
    if (word > 0) {
      if (step === 1) addWord(prompt, start, at);
      else addWord(prompt, at + 1, start + 1);
      words += WORD;
      word = 0;
      if (words >= MOST_WORDS * WORD) break;
    }
    if (unspaced) {
      out[size++] = unit;
      words += HALF;
      if (words >= MOST_WORDS * WORD) break;
    } else if (isBoundary(prompt, length, at, raw)) {
      if (words >= LEAST_WORDS * WORD) break;
      if (isQuote(raw)) {
        const end = closing(prompt, length, at, raw, step);
        if (end >= 0) {
          out[size++] = 0x22;
          out[size++] = 0x20;
          at = end;
          if (step === 1 ? at >= stop : at <= stop) break;
        }
      }
    }
  }
  if (word > 0 && words < MOST_WORDS * WORD) {
    if (step === 1) addWord(prompt, start, Math.min(at, length));
    else addWord(prompt, at + 1, start + 1);
    words += WORD;
  }
  return words;
}

/** One word folded, runs of digits as one, with a space after it. */
function addWord(prompt: Uint16Array, start: number, end: number): void {
  const stop = Math.min(end, start + LONGEST_WORD);
  let digit = false;
  for (let at = start; at < stop; at++) {
    const unit = FOLD[prompt[at] as number] as number;
    if (unit === 0 || (digit && unit === 0x30)) continue;
    digit = unit === 0x30;
    out[size++] = unit;
  }
  out[size++] = 0x20;
}

/** Whether a slot may begin after this mark: line end, colon, quote, bracket, or the end of a sentence. */
function isBoundary(prompt: Uint16Array, length: number, at: number, raw: number): boolean {
  switch (raw) {
    case 0x0a:
    case 0x3a: // :
    case 0xff1a:
    case 0x3c: // <
    case 0x3e: // >
    case 0x5b: // [
    case 0x5d: // ]
    case 0x7b: // {
    case 0x7d: // }
    case 0x3010:
    case 0x3011:
    case 0x3002: // 。
    case 0xff1f: // ？
    case 0xff01: // ！
      return true;
    case 0x2e: // .
    case 0x3f: // ?
    case 0x21: // !
      // A mark inside a word or number ends no sentence; at the very end of the prompt there is nothing beyond it.
      return at + 1 < length && (prompt[at + 1] as number) <= 0x20;
    default:
      return isQuote(raw);
  }
}

function isQuote(raw: number): boolean {
  return (
    raw === 0x22 ||
    raw === 0x60 ||
    (raw >= 0x201c && raw <= 0x201f) ||
    raw === 0xab ||
    raw === 0xbb ||
    (raw >= 0x300c && raw <= 0x300f)
  );
}

const QUOTE_REACH = 200;

/** Where the quotation that begins at `at` ends, within {@link QUOTE_REACH} and on one line; -1 when it does not. */
function closing(prompt: Uint16Array, length: number, at: number, raw: number, step: 1 | -1): number {
  for (let i = at + step, left = QUOTE_REACH; left > 0 && i >= 0 && i < length; i += step, left--) {
    const other = prompt[i] as number;
    if (other === 0x0a) return -1;
    if (other === raw || (raw > 0x7f && isQuote(other) && other !== raw)) return i;
  }
  return -1;
}
