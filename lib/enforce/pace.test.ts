import { describe, expect, test } from 'vitest';
import { pace } from './pace';

describe('a limit of orders a second', () => {
  test.each<[string, number, number, number | null, { at: number; next: number }]>([
    ['none sends at once', 9_999, 1_000, null, { at: 1_000, next: 0 }],
    ['the first is sent at once', 0, 1_000, 10, { at: 1_000, next: 1_100 }],
    ['the second waits for its place', 1_100, 1_001, 10, { at: 1_100, next: 1_200 }],
    ['after a pause nothing is made up for', 1_100, 60_000, 10, { at: 60_000, next: 60_100 }],
    ['one a second', 0, 500, 1, { at: 500, next: 1_500 }],
  ])('%s', (_, next, now, perSecond, answer) => {
    expect(pace(next, now, perSecond)).toEqual(answer);
  });

  test('lets no second hold more than it allows, however they come', () => {
    const sent: number[] = [];
    let next = 0;
    for (const now of [0, 0, 0, 10, 90, 500, 501, 1_700, 1_700, 1_700, 1_700, 1_700, 1_700, 1_700, 1_701]) {
      const step = pace(next, now, 5);
      next = step.next;
      sent.push(step.at);
    }
    for (const from of sent) {
      expect(sent.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(5);
    }
  });
});
