import { describe, expect, it } from 'vitest';
import { NOTHING, rangedTo, type Selection, toggled } from './selection';

const ROWS = ['a', 'b', 'c', 'd', 'e'];
const shown = ({ ids }: Selection) => ROWS.filter((id) => ids.has(id)).join('');

describe('selecting rows', () => {
  it('goes on and off with one key', () => {
    const one = toggled(NOTHING, 'b');
    expect(shown(one)).toBe('b');
    expect(shown(toggled(one, 'b'))).toBe('');
  });

  it.each([
    ['b', 'd', 'bcd'],
    ['d', 'b', 'bcd'],
    ['c', 'c', 'c'],
  ])('from %s to %s takes %s', (from, to, taken) => {
    expect(shown(rangedTo(toggled(NOTHING, from), to, ROWS))).toBe(taken);
  });

  it('keeps what was selected apart, and the anchor for the next range', () => {
    const first = rangedTo(toggled(toggled(NOTHING, 'a'), 'c'), 'd', ROWS);
    expect(shown(first)).toBe('acd');
    expect(shown(rangedTo(first, 'e', ROWS))).toBe('acde');
  });

  it('begins where the range ends when there is no anchor, or it is not shown any more', () => {
    expect(rangedTo(NOTHING, 'c', ROWS)).toEqual({ ids: new Set(['c']), anchor: 'c' });
    expect(shown(rangedTo({ ids: new Set(['z']), anchor: 'z' }, 'b', ROWS))).toBe('b');
  });
});
