import { expect, test } from 'vitest';
import { type Outcome, reliability } from './evaluate-reliability';

const outcomes = (predicted: number, real: number, of: number): Outcome[] =>
  Array.from({ length: of }, (_, i) => ({ predicted, real: i < real }));

test('a calibrated score has bins where prediction and outcome agree', () => {
  const result = reliability([...outcomes(0.25, 1, 4), ...outcomes(0.75, 3, 4)], 2);
  expect(result).toEqual({
    count: 8,
    base: 0.5,
    brier: 0.1875,
    error: 0,
    bins: [
      { from: 0, to: 0.5, count: 4, predicted: 0.25, real: 0.25 },
      { from: 0.5, to: 1, count: 4, predicted: 0.75, real: 0.75 },
    ],
  });
});

test('overconfidence shows in the bin, in the error and in the Brier score', () => {
  const { error, brier, bins } = reliability(outcomes(0.95, 5, 10));
  expect(error).toBeCloseTo(0.45);
  expect(brier).toBeCloseTo(0.5 * 0.05 ** 2 + 0.5 * 0.95 ** 2);
  expect(bins[9]).toMatchObject({ count: 10, real: 0.5 });
});

test.each([
  [1, 9],
  [0, 0],
  [0.1, 1],
  [0.999, 9],
])('a prediction of %d falls into bin %d', (predicted, bin) => {
  const { bins } = reliability([{ predicted, real: true }]);
  expect(bins.findIndex(({ count }) => count === 1)).toBe(bin);
});

test('of nothing nothing is known', () => {
  expect(reliability([])).toMatchObject({ count: 0, base: null, brier: null, error: null });
});
