import { describe, expect, test } from 'vitest';
import { seeded } from './statistics';
import { commonClock, evenShares, turnRegularity } from './timing';

const HOUR = 3600;
const DAY = 24 * HOUR;

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

describe('commonClock', () => {
  const days = Array.from({ length: 20 }, (_, day) => day);

  test('sees accounts that work in the same hour of each day, another every day', () => {
    const clock = commonClock(
      new Map(
        Array.from({ length: 15 }, (_, i) => [
          i,
          days.map((day) => day * DAY + ((day * 7) % 20) * HOUR + i * 20),
        ]),
      ),
      1,
    );
    expect(clock?.ratio).toBeGreaterThan(3);
    expect(clock?.deviations).toBeGreaterThan(8);
  });

  test('does not mistake office hours for it', () => {
    const own = seeded(9);
    const office = new Map(
      Array.from({ length: 15 }, (_, i) => [
        i,
        days.map((day) => Math.floor(day * DAY + (9 + own() * 8) * HOUR)),
      ]),
    );
    const clock = commonClock(office, 1);
    expect(clock?.ratio).toBeLessThan(1.3);
    expect(clock?.deviations).toBeLessThan(4);
  });

  test('is not moved by one busy account', () => {
    const busy = Array.from({ length: 4000 }, (_, i) => i * 400);
    const own = seeded(4);
    const starts = new Map(
      Array.from({ length: 12 }, (_, i) => [
        i,
        days.map(() => Math.floor(own() * 20 * DAY)).sort((a, b) => a - b),
      ]),
    );
    starts.set(99, busy);
    expect(commonClock(starts, 1)?.deviations).toBeLessThan(4);
  });
});
