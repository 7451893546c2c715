import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Recent } from './recent';

const spell = (units: Uint16Array, start: number, end: number): string =>
  String.fromCharCode(...units.subarray(start, end));

it('answers what it would make, whatever it remembers', () => {
  const recent = new Recent(spell, 6, 4);
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 8 }), { maxLength: 30 }), (texts) => {
      for (const text of [...texts, ...texts]) {
        const units = Uint16Array.from({ length: text.length + 2 }, (_, i) => text.charCodeAt(i - 1) || 0x78);
        expect(recent.get(units, 1, text.length + 1)).toBe(spell(units, 1, text.length + 1));
      }
    }),
    { seed: 3 },
  );
});

it('makes nothing twice that it has just seen', () => {
  let made = 0;
  const recent = new Recent(() => ++made, 6, 4);
  const units = Uint16Array.of(1, 2, 3, 1, 2, 3);
  expect([recent.get(units, 0, 3), recent.get(units, 3, 6), recent.get(units, 0, 2)]).toEqual([1, 1, 2]);
});
