import { describe, expect, it } from 'vitest';
import { CAPABILITIES, type Capability, capabilityIndex } from '@/lib/model/capability';
import { harvestShares } from './draft';
import { commonLabel } from './readings';

const counts = (of: Partial<Record<Capability, number>>) => CAPABILITIES.map((name) => of[name] ?? 0);

describe('commonLabel', () => {
  it.each([
    ['most of them', { rubric_grading: 7, general: 3 }, 'rubric_grading'],
    [
      'those that are heard, when the others say nothing',
      { rubric_grading: 4, general: 6 },
      'rubric_grading',
    ],
    ['none that is hardly heard', { rubric_grading: 2, general: 8 }, null],
    ['none where they disagree', { rubric_grading: 5, coding: 5 }, null],
    ['none that was seen too seldom', { rubric_grading: 3 }, null],
    ['none of nothing but general', { general: 9 }, null],
  ] as const)('is %s', (_, of, expected) => {
    expect(commonLabel(counts(of))).toBe(expected === null ? null : capabilityIndex(expected));
  });
});

describe('harvestShares', () => {
  const rows = [
    { capability: capabilityIndex('general'), harvest: 40 },
    { capability: capabilityIndex('coding'), harvest: 60 },
  ];
  it('counts labels as they are', () => {
    expect(harvestShares(rows)).toEqual({ coding: 0.6, general: 0.4 });
  });
  it('counts them as scaffolds are read', () => {
    const readings = CAPABILITIES.map((name, label) =>
      CAPABILITIES.map((other, at) =>
        name === 'general'
          ? other === 'general'
            ? 0.25
            : other === 'coding'
              ? 0.75
              : 0
          : label === at
            ? 1
            : 0,
      ),
    );
    expect(harvestShares(rows, readings)).toEqual({ coding: 0.9, general: 0.1 });
  });
});
