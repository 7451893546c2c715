import { describe, expect, test } from 'vitest';
import type { IndicatorHead } from '@/lib/model/console/indicator';
import { activityFinding, baseRateSentence } from './words';

const head = (more: Partial<IndicatorHead>) => ({
  kind: 'payment_fingerprint',
  accounts: 40,
  outside: 0,
  all_accounts: 4_000,
  all_outside: 3_000,
  one_in: 100,
  hub: false,
  held_by: [],
  campaigns: 1,
  ...more,
});

describe('one value in words', () => {
  test.each([
    [{ accounts: 0, one_in: null }, 'No account has shown it yet.'],
    [{ accounts: 1 }, 'Only one account shows it.'],
    [
      { hub: true },
      '40 accounts of 4,000, 1 in 100, show it: a hub, which says next to nothing of who belongs together.',
    ],
    [{ campaigns: 0 }, '40 accounts of 4,000, 1 in 100, show it; no campaign that stands holds it.'],
    [{}, '40 accounts of 4,000, 1 in 100, show it; 1 campaign holds it and nobody outside of it.'],
    [
      { kind: 'scaffold', campaigns: 2, outside: 3 },
      '40 accounts of 4,000, 1 in 100, send it; 2 campaigns hold it, and outside of them 3 accounts (1 in 1,000).',
    ],
  ])('%#', (more, words) => {
    expect(baseRateSentence(head(more))).toBe(words);
  });

  test.each([
    [[0, 9, 1], [0, 9, 10], 70, '9 accounts showed it first on 2 October, 90% of them'],
    [[3, 3, 3], [3, 6, 4], 70, 'In use by at most 6 accounts on one day, 2 October'],
    [[1], [1], 70, 'In use by at most 1 account on one day, 1 October'],
    [[3, 4, 3], [3, 4, 3], 0, 'At most 4 accounts signed up with it on one day, 2 October'],
  ])('%j', (days, active, exchanges, words) => {
    const activity = { from: '2026-10-01T00:00:00.000Z', days, active, sampled: null };
    expect(activityFinding({ activity, accounts: 10, exchanges })).toBe(words);
  });

  test('of a value that nobody showed', () => {
    expect(activityFinding({ activity: null, accounts: 0, exchanges: 0 })).toBe('Nobody has shown it');
  });
});
