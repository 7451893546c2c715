import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halves, Places, ranked } from './places';

describe('places', () => {
  it('are given in order of appearance, one for each pair', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer())), (pairs) => {
        const places = new Places();
        const known = new Map<string, number>();
        for (const [a, b] of pairs) {
          const expected = known.get(`${a} ${b}`) ?? known.size;
          known.set(`${a} ${b}`, expected);
          expect(places.of(a, b)).toBe(expected);
          expect([places.first(expected), places.second(expected)]).toEqual([a, b]);
        }
        expect(places.size).toBe(known.size);
      }),
    );
  });

  it('outlast growing', () => {
    const places = new Places();
    for (let i = 0; i < 5_000; i++) expect(places.of(i % 7, -i)).toBe(i);
    for (let i = 0; i < 5_000; i++) expect(places.of(i % 7, -i)).toBe(i);
  });

  it('of 64-bit keys are ranked by the keys as signed numbers', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), (keys) => {
        const places = new Places();
        const pairs = halves(BigInt64Array.from(keys));
        for (let i = 0; i < keys.length; i++) places.of(pairs[2 * i] as number, pairs[2 * i + 1] as number);
        const sorted = [...keys].sort((a, b) => (a < b ? -1 : 1));
        const found = ranked(places);
        expect([...found.keys]).toEqual(sorted);
        expect(keys.map((_, place) => sorted[found.rank[place] as number])).toEqual(keys);
        expect([...found.order].map((place) => keys[place])).toEqual(sorted);
      }),
    );
  });
});
