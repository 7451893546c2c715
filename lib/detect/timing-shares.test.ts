import { describe, expect, test } from 'vitest';
import { seeded } from '@/lib/model/random';
import { sharesTest, turnTest } from './timing-shares';

const DAY = 86_400;
const random = seeded(11);
/** Jobs over two weeks, busy by day and idle by night, each given to an account by `pick`. */
function dispatched(accounts: number, pick: (job: number, at: number) => number): Map<number, number[]> {
  const starts = new Map<number, number[]>(Array.from({ length: accounts }, (_, i) => [i, []]));
  let [at, job] = [0, 0];
  while (at < 14 * DAY) {
    starts.get(pick(job, at))?.push(Math.floor(at));
    job++;
    const busy = (at / DAY) % 1 < 0.4;
    at += -Math.log(1 - random()) * (busy ? 300 : 3000);
  }
  return starts;
}

const IN_TURN = dispatched(20, (job) => job % 20);
const AT_RANDOM = dispatched(20, () => Math.floor(random() * 20));
const PEOPLE = dispatched(20, () => Math.floor(20 * random() ** 3));
/** Ten accounts from the first day, ten more from the eighth, and five of the first leave on the tenth. */
const CHANGING = dispatched(20, (job, at) => {
  const pool = at < 7 * DAY ? [0, 10] : at < 10 * DAY ? [0, 20] : [5, 20];
  return (pool[0] as number) + (job % ((pool[1] as number) - (pool[0] as number)));
});
/** Twenty unrelated jobs, each every two hours at a time of its own, with a little delay. */
const SCHEDULED = new Map(
  Array.from({ length: 20 }, (_, i) => [
    i,
    Array.from({ length: 168 }, (_, n) => Math.floor(n * 7200 + i * 331 + random() * 200)),
  ]),
);

describe('sharesTest', () => {
  test.each([
    ['dealt in turn', IN_TURN, 0, 0.3, 0, 1e-6],
    ['dealt in turn while accounts come and go', CHANGING, 0, 0.4, 0, 1e-4],
    ['given to a random account', AT_RANDOM, 0.6, 1.5, 0.001, 1],
    ['chosen by people', PEOPLE, 5, 500, 0.99, 1],
  ])('%s', (_, starts, least, most, leastP, mostP) => {
    const shares = sharesTest(starts);
    expect(shares?.spread).toBeGreaterThanOrEqual(least);
    expect(shares?.spread).toBeLessThan(most);
    expect(shares?.p).toBeGreaterThanOrEqual(leastP);
    expect(shares?.p).toBeLessThanOrEqual(mostP);
    expect(shares?.windows).toBeGreaterThan(1);
  });

  test('takes the whole time when no window holds enough', () => {
    const sparse = new Map(Array.from({ length: 8 }, (_, i) => [i, [0, 1, 2, 3].map((n) => n * 1000 + i)]));
    expect(sharesTest(sparse)?.windows).toBe(0);
    expect(sharesTest(new Map([[0, [1, 2, 3]]]))).toBeNull();
  });
});

describe('turnTest', () => {
  test('tells a rotation from what the accounts would do without each other', () => {
    const turns = turnTest(IN_TURN, 1);
    expect(turns?.variation).toBeLessThan(0.1);
    expect(turns?.alone).toBeGreaterThan(2 * (turns?.variation ?? 1));
  });

  test('shows that unrelated jobs on a schedule are regular without each other', () => {
    const turns = turnTest(SCHEDULED, 1);
    expect(turns?.variation).toBeLessThan(0.1);
    expect(turns?.alone).toBeLessThan(0.1);
  });

  test('says nothing of a few sessions', () => {
    expect(turnTest(new Map([[0, [1, 2, 3]]]), 1)).toBeNull();
  });
});
