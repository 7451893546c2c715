import { describe, expect, test } from 'vitest';
import { seeded } from '@/lib/model/random';
import { evenShares, turnRegularity } from './timing';

/** Jobs every ten minutes for two weeks, each given to an account by `pick`. */
function dispatched(accounts: number, pick: (job: number) => number, jobs = 2016): Map<number, number[]> {
  const starts = new Map<number, number[]>(Array.from({ length: accounts }, (_, i) => [i, []]));
  for (let job = 0; job < jobs; job++) starts.get(pick(job))?.push(job * 600);
  return starts;
}

const random = seeded(5);
const IN_TURN = dispatched(20, (job) => job % 20);
const AT_RANDOM = dispatched(20, () => Math.floor(random() * 20));
/** Some ask five times, some five hundred. */
const PEOPLE = dispatched(20, () => Math.floor(20 * random() ** 3));

describe('evenShares', () => {
  test.each([
    ['dealt in turn', IN_TURN, 0, 0.1],
    ['given to a random account', AT_RANDOM, 0.4, 2],
    ['chosen by people', PEOPLE, 20, 500],
  ])('%s', (_, starts, least, most) => {
    expect(evenShares(starts)).toBeGreaterThanOrEqual(least);
    expect(evenShares(starts)).toBeLessThan(most);
  });

  test('expects of an account that came late only its share of what was left', () => {
    const starts = dispatched(20, (job) => (job < 1000 ? job % 10 : job % 20));
    expect(evenShares(starts)).toBeLessThan(0.3);
  });

  test('says nothing of few accounts or few sessions', () => {
    expect(
      evenShares(
        new Map([
          [0, [1, 2, 3]],
          [1, [4, 5, 6]],
        ]),
      ),
    ).toBeNull();
    expect(evenShares(dispatched(20, (job) => job % 20, 40))).toBeNull();
  });
});

describe('turnRegularity', () => {
  test.each([
    ['dealt in turn', IN_TURN, 0, 0.1],
    ['given to a random account', AT_RANDOM, 0.6, 1.5],
  ])('%s', (_, starts, least, most) => {
    expect(turnRegularity(starts)).toBeGreaterThanOrEqual(least);
    expect(turnRegularity(starts)).toBeLessThan(most);
  });
});
