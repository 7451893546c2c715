import { describe, expect, test } from 'vitest';
import { TLP_MARKINGS, type Tlp } from './case-words';
import { narrowest, noWiderThan, tooWide } from './share-words';

const lab = (tlp: Tlp) => ({ source: 'Lab of the West', tlp });

describe('what others told goes no further than they asked', () => {
  test.each<[Tlp[], Tlp | null]>([
    [[], null],
    [['TLP:GREEN'], 'TLP:GREEN'],
    [['TLP:AMBER', 'TLP:RED', 'TLP:CLEAR'], 'TLP:RED'],
    [['TLP:AMBER+STRICT', 'TLP:AMBER'], 'TLP:AMBER+STRICT'],
  ])('of %j the narrowest is %s', (markings, most) => {
    expect(narrowest(markings.map(lab))?.tlp ?? null).toBe(most);
  });

  test.each<[Tlp, Tlp[]]>([
    ['TLP:CLEAR', []],
    ['TLP:GREEN', ['TLP:CLEAR']],
    ['TLP:AMBER', ['TLP:CLEAR', 'TLP:GREEN']],
    ['TLP:AMBER+STRICT', ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER']],
    ['TLP:RED', ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT']],
  ])('what was told at %s does not go out at %j, but at all others', (tlp, refused) => {
    expect(TLP_MARKINGS.filter((marking) => tooWide(lab(tlp), marking) !== null)).toEqual(refused);
    for (const marking of TLP_MARKINGS)
      expect(noWiderThan(lab(tlp), marking)).toBe(refused.includes(marking) ? tlp : marking);
  });

  test('and says who told it, and what can be chosen instead', () => {
    expect(tooWide(lab('TLP:AMBER+STRICT'), 'TLP:GREEN')).toBe(
      'It rests on what Lab of the West told at TLP:AMBER+STRICT, which may not go out at TLP:GREEN. Choose TLP:AMBER+STRICT or a narrower marking.',
    );
    expect(tooWide(lab('TLP:RED'), 'TLP:AMBER+STRICT')).toContain('told to single people');
  });

  test('what nobody told goes out at any marking', () => {
    for (const marking of TLP_MARKINGS) {
      expect(tooWide(null, marking)).toBeNull();
      expect(noWiderThan(null, marking)).toBe(marking);
    }
  });
});
