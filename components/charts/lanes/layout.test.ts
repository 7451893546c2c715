import { describe, expect, it } from 'vitest';
import { nearest, placeMarks, spread, stopByKey } from './layout';
import type { Mark } from './types';

const mark = (t: number, text: string, strong = false): Mark => ({
  t,
  text,
  shape: 'ring',
  tone: 'data',
  strong,
});
const place = (marks: Mark[]) => placeMarks(marks, (t) => t, 0, 400).map(({ label }) => label);

describe('words of marks', () => {
  it('stand to the right while there is room', () => {
    expect(place([mark(10, 'one'), mark(200, 'two')])).toEqual([
      { x: 19, anchor: 'start' },
      { x: 209, anchor: 'start' },
    ]);
  });

  it('go to the left at the right edge', () => {
    expect(place([mark(395, 'at the end')])[0]?.anchor).toBe('end');
  });

  it('are left out rather than run into others', () => {
    const labels = place([
      mark(200, 'many words that are long'),
      mark(210, 'more long words here'),
      mark(220, 'third'),
    ]);
    expect(labels[0]?.anchor).toBe('end');
    expect(labels[1]).toBeNull();
    expect(labels[2]?.anchor).toBe('start');
  });

  it('of strong marks push weak marks out that would lie under them', () => {
    const placed = placeMarks(
      [mark(200, 'banned', true), mark(230, 'limit'), mark(300, 'later')],
      (t) => t,
      0,
      400,
    );
    expect(placed.map((item) => item.mark.text)).toEqual(['banned', 'later']);
    expect(placed[0]?.label).toEqual({ x: 209, anchor: 'start' });
  });
});

describe('blocks in a row', () => {
  it('stay where they want to be when they fit', () => {
    expect(spread([0, 100, 300], [50, 50, 50], 0, 400, 10)).toEqual([0, 100, 300]);
  });

  it('move right, then back from the edge', () => {
    expect(spread([0, 20, 390], [50, 50, 50], 0, 400, 10)).toEqual([0, 60, 350]);
    expect(spread([340, 350, 360], [50, 50, 50], 0, 400, 10)).toEqual([230, 290, 350]);
  });
});

describe('stops', () => {
  const stops = [10, 20, 50];

  it.each([
    [0, undefined, 10],
    [14, undefined, 10],
    [16, undefined, 20],
    [99, undefined, 50],
    [34, 10, null],
    [45, 10, 50],
  ])('nearest to %d within %o is %o', (t, within, expected) => {
    expect(nearest(stops, t, within)).toBe(expected);
  });

  it.each([
    ['ArrowRight', null, 10],
    ['ArrowRight', 10, 20],
    ['ArrowRight', 50, 50],
    ['ArrowLeft', null, 50],
    ['ArrowLeft', 20, 10],
    ['ArrowLeft', 10, 10],
    ['Home', 50, 10],
    ['End', 10, 50],
    ['x', 10, null],
  ])('%s from %o leads to %o', (key, chosen, expected) => {
    expect(stopByKey(key, stops, chosen)).toBe(expected);
  });

  it('lead nowhere where there are none', () => {
    expect(stopByKey('End', [], null)).toBeNull();
    expect(nearest([], 5)).toBeNull();
  });
});
