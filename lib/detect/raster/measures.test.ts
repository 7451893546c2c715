import { describe, expect, test } from 'vitest';
import { seeded } from '@/lib/model/random';
import { type Line, type MeasureInput, measuresOf } from './measures';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** Accounts that live their own lives: each with a rate of its own, at any hour. */
function unrelated(count: number, seed: number): Line[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const sessions = 5 + Math.floor(60 * random() ** 3);
    const starts = Array.from({ length: sessions }, () => random() * 20 * DAY).sort((a, b) => a - b);
    return { starts, released: starts.map(() => random() < 0.08) };
  });
}

/** One job that goes round `count` accounts, every 12 minutes, and rests from 17 to 22 o'clock. */
function pool(count: number, from: number, to: number): Line[] {
  const starts: number[][] = Array.from({ length: count }, () => []);
  let turn = 0;
  for (let t = from; t < to; t += 720) {
    const hour = (t % DAY) / HOUR;
    if (hour >= 17 && hour < 22) continue;
    starts[turn++ % count]?.push(t);
  }
  return starts.map((line) => ({
    starts: line,
    released: line.map((start) => start >= 10 * DAY && start % 1440 === 0),
  }));
}

const base: Omit<MeasureInput, 'lines'> = {
  peers: unrelated(300, 1),
  waves: [],
  firsts: { all: 1_000, afterWave: 20 },
  releasedAt: 10 * DAY,
};

describe('five figures beside chance', () => {
  test('a pool that is served in turn lies outside of what unrelated accounts give', () => {
    const found = measuresOf({ ...base, lines: pool(40, 0, 20 * DAY) });
    expect(found.map(({ name }) => name)).toEqual([
      'even_shares',
      'turn_taking',
      'common_clock',
      'release_pivot',
    ]);
    for (const { name, value, low, high } of found) {
      if (name === 'even_shares' || name === 'turn_taking') expect(value).toBeLessThan(low);
      else expect(value).toBeGreaterThan(high);
    }
  });

  test('unrelated accounts lie within it', () => {
    const found = measuresOf({ ...base, lines: unrelated(80, 9) });
    expect(found.length).toBeGreaterThan(2);
    for (const { value, low, high } of found) {
      const reach = high - low;
      expect(value).toBeGreaterThan(low - reach);
      expect(value).toBeLessThan(high + reach);
    }
  });

  test('successors that begin right after a ban are set against all sign-ups', () => {
    const lines = [...pool(20, 0, 5 * DAY), ...pool(20, 5 * DAY + HOUR, 20 * DAY)];
    const found = measuresOf({ ...base, lines, waves: [{ at: 5 * DAY, accounts: 20 }] });
    const handover = found.find(({ name }) => name === 'handover');
    expect(handover?.value).toBeGreaterThan(0.6);
    expect(handover?.high).toBeLessThan(0.1);
  });

  test.each([
    ['no lines', []],
    ['one session each', pool(40, 0, 4 * HOUR).slice(0, 3)],
  ])('%s: nothing is said', (_, lines) => {
    expect(measuresOf({ ...base, lines })).toEqual([]);
  });

  test('the same input gives the same figures', () => {
    const input = { ...base, lines: pool(12, 0, 20 * DAY) };
    expect(measuresOf(input)).toEqual(measuresOf(input));
  });
});
