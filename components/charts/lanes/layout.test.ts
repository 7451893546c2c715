import { describe, expect, it } from 'vitest';
import { placeMarks, spread } from './layout';
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

  it('are left out rather than run into others, the strong ones last', () => {
    const labels = place([
      mark(200, 'many words that are long'),
      mark(210, 'more long words here'),
      mark(220, 'banned', true),
    ]);
    expect(labels[2]).toEqual({ x: 229, anchor: 'start' });
    expect(labels[1]).toBeNull();
    expect(labels[0]?.anchor).toBe('end');
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
