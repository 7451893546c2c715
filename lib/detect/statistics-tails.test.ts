import { describe, expect, test } from 'vitest';
import {
  binomialTail,
  chiSquareTails,
  contrast,
  fisherCombined,
  hypergeometricTail,
  lnGamma,
} from './statistics-tails';

// Values from published tables and by hand.
describe('tails', () => {
  test.each([
    [1, 0],
    [5, Math.log(24)],
    [0.5, Math.log(Math.sqrt(Math.PI))],
    [171, 706.5730622457874],
  ])('lnGamma(%s)', (x, expected) => expect(lnGamma(x)).toBeCloseTo(expected, 9));

  test.each([
    [3.841, 1, 0.95],
    [18.307, 10, 0.95],
    [3.247, 10, 0.025],
    [77.929, 100, 0.05],
    [0, 5, 0],
  ])('chi-square at %s with %s degrees', (x, df, left) => {
    const tails = chiSquareTails(x, df);
    expect(tails.left).toBeCloseTo(left, 4);
    expect(tails.left + tails.right).toBeCloseTo(1, 12);
  });

  test.each([
    [8, 10, 0.5, 56 / 1024],
    [0, 10, 0.5, 1],
    [11, 10, 0.5, 0],
    [1, 20, 0.05, 1 - 0.95 ** 20],
    [10, 10, 0.1, 1e-10],
  ])('binomial: at least %s of %s at %s', (k, n, p, expected) =>
    expect(binomialTail(k, n, p)).toBeCloseTo(expected, 9),
  );

  test.each([
    // The lady tasting tea: four of four, three or more of four.
    [4, 4, 4, 8, 1 / 70],
    [3, 4, 4, 8, 17 / 70],
    [0, 4, 4, 8, 1],
    [5, 4, 4, 8, 0],
    [2, 5, 3, 5, 1],
  ])('hypergeometric: at least %s of %s drawn, %s of %s marked', (k, drawn, marked, total, expected) =>
    expect(hypergeometricTail(k, drawn, marked, total)).toBeCloseTo(expected, 9),
  );

  test('Fisher combines: one value stays what it is, two of 0.1 give less', () => {
    expect(fisherCombined([0.03])).toBeCloseTo(0.03, 9);
    expect(fisherCombined([0.1, 0.1])).toBeCloseTo(0.01 * (1 - Math.log(0.01)), 9);
    expect(fisherCombined([])).toBe(1);
  });
});

describe('contrast', () => {
  test.each([
    ['four of four against none', 4, 4, 0, 5000, 1.5, Math.log(5)],
    ['all of a large group against none', 300, 300, 0, 3000, 5, Math.log(301)],
    ['as many as outside', 30, 100, 300, 1000, 0, 0.01],
    ['fewer than outside', 3, 100, 300, 1000, 0, 0],
    ['nothing inside', 0, 100, 300, 1000, 0, 0],
  ])('%s', (_, inside, insiders, outside, outsiders, least, most) => {
    const { logOdds, p } = contrast(inside, insiders, outside, outsiders);
    expect(logOdds).toBeGreaterThanOrEqual(least);
    expect(logOdds).toBeLessThanOrEqual(most);
    expect(p).toBeGreaterThanOrEqual(0);
    expect(p).toBeLessThanOrEqual(1);
  });
});
