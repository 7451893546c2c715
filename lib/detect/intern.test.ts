import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Interner } from './intern';

test('every key has one number, in the order in which they come, and every number its key', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { maxLength: 3000 }),
      (keys) => {
        const interner = new Interner();
        const numbers = keys.map((key) =>
          interner.of(Number(BigInt.asIntN(32, key >> 32n)), Number(BigInt.asIntN(32, key))),
        );
        const distinct = [...new Set(keys)];
        expect(interner.size).toBe(distinct.length);
        expect(numbers).toEqual(keys.map((key) => distinct.indexOf(key) + 1));
        expect(numbers.map((number) => interner.key(number))).toEqual(keys);
        for (const key of keys) expect(interner.find(key)).toBe(distinct.indexOf(key) + 1);
        if (!keys.includes(7n)) expect(interner.find(7n)).toBe(0);
      },
    ),
    { numRuns: 40 },
  );
});

test('keys that differ in the upper half only are told apart', () => {
  const interner = new Interner();
  for (let high = -2000; high < 2000; high++) expect(interner.of(high, 5)).toBe(high + 2001);
  expect(interner.find((3n << 32n) | 5n)).toBe(2004);
});
