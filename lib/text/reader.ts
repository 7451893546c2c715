import { Automaton } from './automaton';
import { CUE_NAMES, CUES, type Cue, NEAR, type NearCue } from './cues';
import { WORLD_CUES } from './cues-world';
import { fold } from './fold';
import { traditional } from './traditional';
import { type Spelled, spelled } from './units';

/**
 * Which concepts a text names: one byte each at {@link CUE_PLACES}; 0 for none, {@link NAMED} for anywhere, {@link LEADING}
 * for the first 500 or the last 300 characters, where a scaffold says what is wanted, {@link FIRST} for the first 60.
 */
export type Found = Uint8Array;
export const NAMED = 1;
export const LEADING = 2;
export const FIRST = 3;

const SIZE = CUE_NAMES.length + NEAR.length;

/** The place of each concept in {@link Found}. */
export const CUE_PLACES = Object.fromEntries(
  [...CUE_NAMES, ...NEAR.map(([name]) => name)].map((name, place) => [name, place]),
) as Record<Cue | NearCue, number>;

const LATIN = /^[\x20-\x7f\u00c0-\u024f\u2019]+$/;
const WORDY = /^[a-z\u00c0-\u024f\u0400-\u04ff]/i;

/**
 * Two tables instead of one: that of Latin letters is small enough for the processor's cache, the other runs only when
 * needed. Built with the first text read, since most processes that load this never read one.
 */
let automata: { narrow: Automaton; wide: Automaton } | null = null;

function buildAutomata(): { narrow: Automaton; wide: Automaton } {
  const narrowPhrases: [string, number][] = [[' ', 0]];
  const widePhrases: [string, number][] = [[' ', 0]];
  for (const name of CUE_NAMES) {
    for (const raw of `${CUES[name]}|${WORLD_CUES[name] ?? ''}`.split('|')) {
      const phrase = raw.replace(/^\s+/, '');
      if (fold(phrase) === '') continue;
      const bound = WORDY.test(phrase) ? ` ${phrase}` : phrase;
      if (LATIN.test(phrase)) narrowPhrases.push([bound, CUE_PLACES[name]]);
      else
        for (const form of new Set([bound, traditional(bound)])) widePhrases.push([form, CUE_PLACES[name]]);
    }
  }
  return { narrow: new Automaton(narrowPhrases.slice(1)), wide: new Automaton(widePhrases.slice(1)) };
}

const last = new Int32Array(SIZE);
const partners: { other: number; within: number; gives: number }[][] = Array.from({ length: SIZE }, () => []);
for (const [name, a, b, within] of NEAR) {
  const gives = CUE_PLACES[name];
  partners[CUE_PLACES[a]]?.push({ other: CUE_PLACES[b], within, gives });
  partners[CUE_PLACES[b]]?.push({ other: CUE_PLACES[a], within, gives });
}

const BEGINNING = 60;
const OPENING = 500;
const CLOSING = 300;

let found: Found = new Uint8Array(SIZE);
/** Where the last characters begin. */
let closing = 0;

/** The reader's places leave out what lies between beginning and end: so many units. */
let skipped = 0;

function onHit(concept: number, at: number): void {
  const place = at - skipped;
  const mark = place <= BEGINNING ? FIRST : place <= OPENING || place > closing ? LEADING : NAMED;
  if ((found[concept] as number) < mark) found[concept] = mark;
  last[concept] = place;
  for (const { other, within, gives } of partners[concept] as {
    other: number;
    within: number;
    gives: number;
  }[]) {
    const seen = last[other] as number;
    if (seen > 0 && Math.abs(place - seen) <= within && (found[gives] as number) < mark) found[gives] = mark;
  }
}

const HEAD = 1_000;
const TAIL = 500;

/** The concepts named in the first 1,000 and the last 500 characters of a text. One pass, two for non-Latin text.
 * `into` is overwritten and returned: a fresh array for each prompt would cost more than the reading. */
export function readCues(text: string, into: Found = new Uint8Array(SIZE)): Found {
  return readCuesOf(spelled(text), into);
}

/** The same of a text whose units are known. */
export function readCuesOf(units: Spelled, into: Found): Found {
  found = into.fill(0);
  const { length } = units.text;
  closing = Math.min(length, HEAD + TAIL) - CLOSING;
  skipped = 0;
  if (length <= HEAD + TAIL) scanPart(units, 0, length);
  else {
    scanPart(units, 0, HEAD);
    skipped = length - HEAD - TAIL;
    scanPart(units, length - TAIL, length);
  }
  return found;
}

function scanPart({ at, bits }: Spelled, start: number, end: number): void {
  if (start === end) return;
  automata ??= buildAutomata();
  last.fill(0);
  automata.narrow.scan(at, start, end, onHit);
  // The places stay: a score in Latin marks is near a Chinese word for it.
  if (bits >= WIDE && hasWide(at, start, end)) automata.wide.scan(at, start, end, onHit);
}

/** The first unit that only the wide table knows. */
const WIDE = 0x370;

function hasWide(units: Uint16Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((units[i] as number) >= WIDE) return true;
  return false;
}

/** A text without any concept. */
export const NO_CUES: Found = new Uint8Array(SIZE);
