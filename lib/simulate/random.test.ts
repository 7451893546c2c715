import { describe, expect, it } from 'vitest';
import { mix32, random } from './random';

const N = 20_000;

function moments(draw: () => number): { mean: number; cv: number } {
  const values = Array.from({ length: N }, draw);
  const mean = values.reduce((sum, x) => sum + x, 0) / N;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / N;
  return { mean, cv: Math.sqrt(variance) / mean };
}

describe('random', () => {
  it.each([
    ['exponential', () => random(7), 3, 1],
    ['poisson 3', () => random(8), 3, 1 / Math.sqrt(3)],
    ['poisson 100', () => random(9), 100, 0.1],
    ['gamma cv 0.3', () => random(10), 3, 0.3],
    ['gamma cv 2', () => random(11), 3, 2],
  ])('%s has its mean and variation', (name, make, mean, cv) => {
    const rng = make();
    const seen = moments(() => {
      if (name.startsWith('poisson')) return rng.poisson(mean);
      return name === 'exponential' ? rng.exponential(mean) : rng.gamma(mean, cv);
    });
    expect(Math.abs(seen.mean - mean) / mean).toBeLessThan(0.06);
    expect(Math.abs(seen.cv - cv) / cv).toBeLessThan(0.08);
  });

  it('forks that do not disturb their parent', () => {
    const [a, b] = [random(1), random(1)];
    a.fork('child').next();
    expect(a.next()).toBe(b.next());
    expect(random(1).fork('x').next()).not.toBe(random(1).fork('y').next());
  });

  it('mixes 32 bits without collisions', () => {
    expect(new Set(Array.from({ length: 100_000 }, (_, i) => mix32(i))).size).toBe(100_000);
  });
});
