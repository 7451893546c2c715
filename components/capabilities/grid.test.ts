import { describe, expect, it } from 'vitest';
import { CAPABILITIES, type Capability } from '@/lib/model/capability';
import type { CapabilityGrid } from '@/lib/model/console/capability';
import { gridFinding, gridRows, pageSentence, printedFrom, STEPS, stepOf } from './grid';

const days = (n: number) =>
  Array.from({ length: n }, (_, at) => new Date(Date.UTC(2026, 9, 26 + at)).toISOString().slice(0, 10));

function gridOf(
  counts: Partial<Record<Capability, number[]>>,
  change: Partial<CapabilityGrid> = {},
): CapabilityGrid {
  const width = Math.max(...Object.values(counts).map((list) => list.length));
  return {
    unit: 'day',
    buckets: days(width),
    shown_from: 0,
    rows: CAPABILITIES.map((capability) => ({
      capability,
      exchanges: counts[capability] ?? Array(width).fill(0),
    })),
    releases: [],
    span: null,
    days: [],
    models: [],
    ...change,
  };
}

const cellsOf = (grid: CapabilityGrid, capability: Capability) =>
  gridRows(grid).find((row) => row.capability === capability)?.cells ?? [];

describe('gridRows', () => {
  const grid = gridOf({ coding: [90, 90, 90, 90, 50], rubric_grading: [10, 10, 10, 10, 50] });

  it('compares a share with the median of the buckets before it, once there are three', () => {
    const cells = cellsOf(grid, 'rubric_grading');
    expect(cells.map(({ baseline }) => baseline)).toEqual([null, null, null, 0.1, 0.1]);
    expect(cells[4]?.ratio).toBeCloseTo(0.505 / 0.105, 5);
    expect(STEPS[cells[4]?.step ?? 0]?.label).toBe('4 ×');
  });

  it('compares shown buckets with those before the range', () => {
    const shown = cellsOf({ ...grid, shown_from: 4 }, 'rubric_grading');
    expect(shown).toHaveLength(1);
    expect(shown[0]?.baseline).toBe(0.1);
  });

  it('leaves out of the baseline a bucket with hardly any exchange', () => {
    const thin = gridOf({ coding: [90, 90, 90, 0, 90], rubric_grading: [10, 10, 10, 5, 10] });
    expect(cellsOf(thin, 'rubric_grading')[3]?.ratio).toBeNull();
    expect(cellsOf(thin, 'rubric_grading')[4]?.baseline).toBe(0.1);
  });

  it('gives what appears from nothing a finite ratio', () => {
    const fresh = cellsOf(gridOf({ coding: [100, 100, 100, 96], vision: [0, 0, 0, 4] }), 'vision');
    expect(fresh[3]?.ratio).toBeCloseTo(9, 5);
  });
});

describe('the scale', () => {
  it.each([
    [0.1, 'under ½'],
    [1, 'as usual'],
    [2, '2 ×'],
    [3.9, '2 ×'],
    [4, '4 ×'],
    [8, '8 × and more'],
    [900, '8 × and more'],
  ])('puts %d in its step', (ratio, label) => {
    expect(STEPS[stepOf(ratio)]?.label).toBe(label);
  });

  it('prints figures from 2 × on where nothing reaches 4 ×', () => {
    expect(printedFrom(gridRows(gridOf({ coding: [90, 90, 90, 80], vision: [10, 10, 10, 20] })))).toBe(2);
  });
});

describe('what the grid says', () => {
  const still = gridOf({ coding: [90, 90, 90, 90], vision: [10, 10, 10, 10] });
  const moved = gridOf({ coding: [90, 90, 90, 90, 90, 20], rubric_grading: [10, 10, 10, 10, 10, 80] });
  it.each([
    ['nothing there', gridOf({ coding: [0, 0] }), 'Nothing was harvested in this range'],
    [
      'too early',
      gridOf({ coding: [90, 90], vision: [10, 10] }),
      'Coding is 90% of the harvest on 27 October; too early for a baseline',
    ],
    ['as usual', still, 'Nothing is twice its baseline on 29 October; coding is 90%'],
    [
      'over again',
      gridOf({ coding: [90, 90, 90, 90, 20, 90], rubric_grading: [10, 10, 10, 10, 80, 10] }),
      'Rubric grading was 7.7 times its baseline on 30 October; now nothing is twice its own',
    ],
    ['one far above', moved, 'Rubric grading: 7.7 times its baseline on 31 October'],
  ])('%s', (_, grid, expected) => {
    expect(gridFinding(grid, gridRows(grid), 'harvest')).toBe(expected);
  });

  it('says where the harvest moved', () => {
    expect(pageSentence(gridRows(moved), 'harvest')).toBe(
      'Since 26 October the harvest moved from code to graded answers; rubric grading is now 7.7 times its baseline.',
    );
    expect(pageSentence(gridRows(still), 'all')).toBe('Since 26 October traffic goes mostly for code (90%).');
    expect(pageSentence(gridRows(gridOf({ coding: [0] })), 'all')).toBe(
      'No exchange falls under these filters.',
    );
  });
});
