import { expect, test } from 'vitest';
import { labelAgreement } from './evaluate-labels';

const items = (...rows: [string, string, number][]) =>
  rows.flatMap(([want, got, count]) => Array.from({ length: count }, () => ({ want, got })));

test('precision, recall and F1 of each label', () => {
  const result = labelAgreement(
    items(
      ['coding', 'coding', 8],
      ['coding', 'general', 2],
      ['general', 'general', 6],
      ['general', 'coding', 2],
    ),
  );
  expect(result.count).toBe(18);
  expect(result.accuracy).toBeCloseTo(14 / 18);
  expect(result.labels).toMatchObject([
    { label: 'coding', count: 10, precision: 0.8, recall: 0.8, instead: [['general', 2]] },
    { label: 'general', count: 8, precision: 0.75, recall: 0.75, instead: [['coding', 2]] },
  ]);
  expect(result.macro_f1).toBeCloseTo((0.8 + 0.75) / 2);
});

test('a label that is never given has no precision and an F1 of 0; one that nobody wanted has no row', () => {
  const result = labelAgreement(items(['vision', 'coding', 3], ['general', 'general', 1]));
  expect(result.labels).toMatchObject([
    { label: 'general', f1: 1 },
    { label: 'vision', precision: null, recall: 0, f1: 0, instead: [['coding', 3]] },
  ]);
  expect(result.macro_f1).toBe(0.5);
});

test('of nothing nothing is known', () => {
  expect(labelAgreement([])).toEqual({ count: 0, accuracy: null, macro_f1: null, labels: [] });
});
