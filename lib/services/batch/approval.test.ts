import { describe, expect, test } from 'vitest';
import { approvalReasons } from './approval';

const asked = {
  kind: 'ban',
  accounts: 10,
  innocent: 0,
  threshold: 100,
  alone: 0,
  milder: { accounts: 0, step: null },
  unconfirmed: 0,
} as const;

describe('a second person', () => {
  test.each([
    ['a small batch', {}, null],
    ['as many as the threshold', { accounts: 100 }, null],
    ['one more', { accounts: 101 }, [/reach 101 accounts; more than 100 need/]],
    [
      'a small one after many small ones',
      { alone: 95 },
      [/With the 95 of the last 24 hours it would reach 105/],
    ],
    ['a small one that stays below with the others', { alone: 90 }, null],
    ['one who looks innocent', { innocent: 1 }, [/^One account in it looks innocent\.$/]],
    ['both', { accounts: 2_031, innocent: 12 }, [/2,031/, /^12 accounts in it look innocent\.$/]],
    ['letting somebody innocent act again', { kind: 'reinstate', innocent: 5 }, null],
    ['letting very many act again', { kind: 'reinstate', accounts: 500, innocent: 5 }, [/500/]],
    [
      'a class that detection would only watch',
      { accounts: 30, milder: { accounts: 30, step: 'watch' } },
      [/^Detection advises no more than watching 30 accounts in it\.$/],
    ],
    [
      'one account that it would throttle, suspended',
      { kind: 'suspend', accounts: 1, milder: { accounts: 1, step: 'throttle' } },
      [/no more than throttling one account in it/],
    ],
    ['the same, throttled', { kind: 'throttle', accounts: 1, milder: { accounts: 1, step: 'watch' } }, null],
    ['what nobody confirmed', { unconfirmed: 10 }, [/^Nobody has confirmed the campaign\.$/]],
    ['what nobody confirmed, in part', { unconfirmed: 4 }, [/the campaigns of 4 accounts in it/]],
    ['what nobody confirmed, verified', { kind: 'verify', unconfirmed: 10 }, null],
    ['a mild kind', { kind: 'verify', innocent: 2 }, [/2 accounts/]],
  ] as const)('%s', (_, more, expected) => {
    const reasons = approvalReasons({ ...asked, ...more });
    if (expected === null) expect(reasons).toBeNull();
    else expect(reasons).toEqual(expected.map((text) => expect.stringMatching(text)));
  });
});
