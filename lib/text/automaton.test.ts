import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Automaton } from './automaton';
import { FOLD } from './fold';

type Phrase = readonly [phrase: string, concept: number];

function units(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

function scanned(phrases: readonly Phrase[], text: string, start = 0, end = text.length): [number, number][] {
  const hits: [number, number][] = [];
  new Automaton(phrases).scan(units(text), start, end, (concept, place) => hits.push([concept, place]));
  return hits;
}

const isMark = (unit: number) =>
  unit < 0x80 && unit !== 0x20 && unit !== 0x30 && !(unit >= 0x61 && unit <= 0x7a);

/** The same told plainly: the folded text with the place after each unit, and every phrase tried at every unit. */
function tried(phrases: readonly Phrase[], text: string): [number, number][] {
  const fold = (raw: string): { unit: number; place: number }[] => {
    const out: { unit: number; place: number }[] = [];
    for (let i = 0; i < raw.length; i++) {
      const unit = FOLD[raw.charCodeAt(i)] as number;
      const last = out.at(-1)?.unit ?? 0;
      if (unit === 0 || (unit === 0x20 && last === 0x20)) continue;
      if (last !== 0 && last !== 0x20 && isMark(last) && unit !== 0x20 && !isMark(unit))
        out.push({ unit: 0x20, place: i });
      out.push({ unit, place: i + 1 });
    }
    return out;
  };
  const stream = [{ unit: 0x20, place: 0 }, ...fold(text)];
  if (stream[1]?.unit === 0x20) stream.shift();
  if (stream.at(-1)?.unit !== 0x20) stream.push({ unit: 0x20, place: text.length + 1 });
  const found = new Set<string>();
  for (const [phrase, concept] of phrases) {
    const wanted = fold(phrase).map(({ unit }) => unit);
    for (let at = 0; at + wanted.length <= stream.length; at++) {
      if (!wanted.every((unit, i) => stream[at + i]?.unit === unit)) continue;
      const place = stream[at + wanted.length - 1]?.place ?? 0;
      found.add(JSON.stringify([place, concept]));
    }
  }
  const pairs = [...found].map((pair) => JSON.parse(pair) as [number, number]);
  return pairs
    .sort(([p, c], [q, d]) => p - q || c - d)
    .map(([place, concept]) => [concept, place] as [number, number]);
}

const PHRASES: readonly Phrase[] = [
  [' rank', 3],
  [' rank ', 1],
  [' rank the', 2],
  [' ranks', 3],
  ['<think', 4],
  ['k t', 5],
  [' 0 to 00', 6],
  ['逐步', 7],
  ['步', 8],
  [' the an', 9],
  ['=', 10],
];

describe('Automaton', () => {
  it.each([
    [
      'Rank, the answers',
      [
        [1, 5],
        [3, 4],
        [2, 9],
        [5, 7],
        [9, 12],
      ],
    ],
    ['<rank>', [[3, 5]]],
    ['<THINK>', [[4, 6]]],
    ['prank', []],
    [
      '请逐步写',
      [
        [7, 3],
        [8, 3],
      ],
    ],
    ['from 1 to 10', [[6, 12]]],
    ['', []],
  ])('finds in %j what is named there', (text, hits) => {
    const sorted = [...(hits as [number, number][])].sort(([c, p], [d, q]) => p - q || c - d);
    expect(scanned(PHRASES, text)).toEqual(sorted);
  });

  it('reads only the part asked for, as if it were all', () => {
    expect(scanned(PHRASES, 'prank the antler', 1, 9)).toEqual(
      scanned(PHRASES, 'rank the').map(([concept, place]) => [concept, place + 1]),
    );
  });

  it('finds what trying every phrase at every place finds', () => {
    const piece = fc.constantFrom(
      ...[
        'rank',
        'ran',
        'the',
        'an',
        'answers',
        ' ',
        '  ',
        '.',
        '<',
        '>',
        '*',
        '\u200b',
        '\n',
        '1',
        '10',
        'to',
      ],
      ...['逐', '步', 'k', 't', '=', 'É', 'think', ' the'],
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    const phrase = text.filter((raw) =>
      units(raw).some((unit) => (FOLD[unit] as number) % 0x20 > 0 || (FOLD[unit] as number) > 0x20),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(phrase, fc.nat(5)), { minLength: 1, maxLength: 8 }),
        text,
        (phrases, raw) => {
          expect(scanned(phrases, raw)).toEqual(tried(phrases, raw));
        },
      ),
      { numRuns: 150 },
    );
  });
});
