import { describe, expect, test } from 'vitest';
import type { AccountComparison, ComparedAccount, ComparedValue } from '@/lib/model/console/compare';
import { lanesFinding, likeness, sharedFinding, soughtFinding } from './words';

const account = (shares: ComparedAccount['shares'], in_range = 10) =>
  ({ shares, in_range }) as ComparedAccount;
const value = (shown: boolean[], one_in = 10, hub = false) => ({ shown, one_in, hub }) as ComparedValue;
const compared = (more: object) =>
  ({
    accounts: [account({}), account({})],
    shared: [],
    shared_total: 0,
    ...more,
  }) as unknown as AccountComparison;
const hours = (any: number, together: number, busy = 2) =>
  compared({
    timeline: { hours: { any, together }, lanes: Array.from({ length: 2 }, (_, i) => (i < busy ? [1] : [])) },
  });

describe('accounts side by side in words', () => {
  test.each([
    [0, 0, 0, 'None of them sent anything in this range'],
    [9, 0, 1, 'Only one of them was at work in this range'],
    [100, 3, 2, 'They take turns: more than one is at work in 3 of 100 hours'],
    [100, 90, 2, 'They work side by side: more than one in 90 of 100 hours, 90%'],
    [4, 0, 2, 'More than one is at work in 0 of 4 hours, 0%'],
    [100, 30, 2, 'More than one is at work in 30 of 100 hours, 30%'],
  ])('%i hours, %i together', (any, together, busy, words) => {
    expect(lanesFinding(hours(any, together, busy))).toBe(words);
  });

  test.each([
    [[], 'They share no value'],
    [[value([true, true], 2, true)], 'They share only values that are common everywhere'],
    [
      [value([true, true], 400), value([true, true], 9)],
      'Both share 2 values, the rarest shown by 1 account in 400',
    ],
    [[value([true, false])], 'No value is shared by all; 1 value by some'],
  ])('%#', (shared, words) => {
    expect(sharedFinding(compared({ shared, shared_total: shared.length }))).toBe(words);
  });

  test('how alike the least alike pair is', () => {
    const [a, b, silent] = [account({ coding: 1 }), account({ coding: 0.5, vision: 0.5 }), account({}, 0)];
    expect(likeness([a, b])).toBeCloseTo(0.5, 9);
    expect(likeness([a, a, b, silent])).toBeCloseTo(0.5, 9);
    expect(likeness([a, silent])).toBeNull();
    expect(soughtFinding([a, a])).toBe(
      'They seek the same: at least 100% of what any two of them sought is the same',
    );
  });
});
