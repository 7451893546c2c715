import { key64 } from '@/lib/model/hash';
import { FOLD, fold, isUnspaced } from './fold';
import { frameParts } from './frame';
import { Memo } from './memo';

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
/** A character of a script without spaces counts as half a word. */
const HALF = 0.5;
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
  const head = anchor(prompt, 1);
  const tail = anchor(prompt, -1);
  const parts = frameParts(prompt);
  return {
    head: head.words >= LEAST_WORDS ? heads.get(head.text) : null,
    tail: tail.words >= LEAST_WORDS ? tails.get(tail.text) : null,
    frame: parts.length > 0 ? frames.get(parts.join('\n')) : null,
  };
}

/** Scaffolds recur, so their anchors are hashed once; those of payloads pass through. */
const heads = new Memo((text) => key64(`head\0${text}`), 5_000);
const tails = new Memo((text) => key64(`tail\0${text}`), 5_000);
const frames = new Memo((text) => key64(`frame\0${text}`), 5_000);

interface Anchor {
  text: string;
  words: number;
}

/**
 * Reads words from one end of the prompt until there are {@link MOST_WORDS}, or a boundary where a slot usually begins
 * (line, sentence, colon, quote, bracket) once there are {@link LEAST_WORDS}. What stands in quotes is a slot.
 */
function anchor(prompt: string, step: 1 | -1): Anchor {
  const length = prompt.length;
  let at = step === 1 ? 0 : length - 1;
  const stop = step === 1 ? Math.min(length, REACH) : Math.max(-1, length - 1 - REACH);
  let text = '';
  let words = 0;
  let start = -1;
  let word = 0;
  for (; step === 1 ? at < stop : at > stop; at += step) {
    const raw = prompt.charCodeAt(at);
    const unit = FOLD[raw] as number;
    if (unit === 0) continue;
    const unspaced = unit > 0xff && isUnspaced(unit);
    if (unit > 0x60 ? unit < 0x7b || (unit > 0x7f && !unspaced) : unit === 0x30) {
      if (word === 0) start = at;
      word++;
      continue;
    }
    if (word > 0) {
      text += step === 1 ? wordOf(prompt, start, at) : wordOf(prompt, at + 1, start + 1);
      words++;
      word = 0;
      if (words >= MOST_WORDS) break;
    }
    if (unspaced) {
      text += String.fromCharCode(unit);
      words += HALF;
      if (words >= MOST_WORDS) {
        at += step;
        break;
      }
    } else if (isBoundary(prompt, at, raw, step)) {
      if (words >= LEAST_WORDS) break;
      if (isQuote(raw)) {
        const end = closing(prompt, at, raw, step);
        if (end >= 0) {
          text += '" ';
          at = end;
        }
      }
    }
  }
  if (word > 0 && words < MOST_WORDS) {
    text += step === 1 ? wordOf(prompt, start, at) : wordOf(prompt, at + 1, start + 1);
    words++;
  }
  return { text, words };
}

/** One word folded, runs of digits as one, with a space after it. */
function wordOf(prompt: string, start: number, end: number): string {
  const stop = Math.min(end, start + LONGEST_WORD);
  let changed = false;
  for (let at = start; at < stop && !changed; at++) {
    const raw = prompt.charCodeAt(at);
    changed = raw === 0x30 || FOLD[raw] !== raw;
  }
  if (!changed) return `${prompt.slice(start, stop)} `;
  let word = '';
  let digit = false;
  for (let at = start; at < stop; at++) {
    const unit = FOLD[prompt.charCodeAt(at)] as number;
    if (unit === 0 || (digit && unit === 0x30)) continue;
    digit = unit === 0x30;
    word += String.fromCharCode(unit);
  }
  return `${word} `;
}

/** Whether a slot may begin after this mark: line end, colon, quote, bracket, or the end of a sentence. */
function isBoundary(prompt: string, at: number, raw: number, step: 1 | -1): boolean {
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
      return (
        at + 1 < prompt.length &&
        (prompt.charCodeAt(at + 1) <= 0x20 || step === -1) &&
        isSentenceEnd(prompt, at)
      );
    default:
      return isQuote(raw);
  }
}

function isSentenceEnd(prompt: string, at: number): boolean {
  return prompt.charCodeAt(at + 1) <= 0x20;
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
function closing(prompt: string, at: number, raw: number, step: 1 | -1): number {
  for (let i = at + step, left = QUOTE_REACH; left > 0 && i >= 0 && i < prompt.length; i += step, left--) {
    const other = prompt.charCodeAt(i);
    if (other === 0x0a) return -1;
    if (other === raw || (raw > 0x7f && isQuote(other) && other !== raw)) return i;
  }
  return -1;
}
