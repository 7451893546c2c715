import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ago } from './ago';
import type { CampaignStatus, DismissOutcome } from './campaign';
import {
  accountMove,
  afterEnforcement,
  afterMoving,
  campaignMove,
  cannotTake,
  decisionReason,
  dismissalFields,
  entityId,
  judgedEvidence,
  saysOfWhat,
} from './decision';

describe('what may be decided about a campaign', () => {
  test.each([
    ['suspected', 'confirm', 'confirmed'],
    ['suspected', 'dismiss', 'dismissed'],
    ['confirmed', 'confirm', null],
    ['confirmed', 'dismiss', 'dismissed'],
    ['contained', 'confirm', null],
    ['contained', 'dismiss', 'dismissed'],
    ['dismissed', 'confirm', 'confirmed'],
    ['dismissed', 'dismiss', null],
    ['closed', 'confirm', null],
    ['closed', 'dismiss', null],
    ['suspected', 'merge', 'closed'],
    ['confirmed', 'merge', 'closed'],
    ['contained', 'merge', 'closed'],
    ['dismissed', 'merge', null],
    ['closed', 'merge', null],
    ['suspected', 'split', 'suspected'],
    ['confirmed', 'split', 'confirmed'],
    ['contained', 'split', 'contained'],
    ['dismissed', 'split', null],
    ['closed', 'split', null],
    ['confirmed', 'reopen', 'suspected'],
    ['dismissed', 'reopen', 'suspected'],
    ['closed', 'reopen', 'suspected'],
    ['suspected', 'reopen', null],
    ['contained', 'reopen', null],
  ] as const)('%s, %s → %s', (status, kind, to) => {
    const move = campaignMove(status, kind);
    if (to === null) expect(move).toEqual({ refused: expect.stringMatching(/^This campaign is .*\.$/) });
    else expect(move).toEqual({ to });
  });
});

test.each<[CampaignStatus, boolean]>([
  ['suspected', true],
  ['confirmed', true],
  ['contained', true],
  ['dismissed', false],
  ['closed', false],
])('a %s campaign takes another one in: %j', (status, takes) => {
  if (takes) expect(cannotTake(status)).toBeNull();
  else expect(cannotTake(status)).toMatch(/^The other campaign is .*\.$/);
});

test.each<[CampaignStatus, number, boolean, CampaignStatus]>([
  ['contained', 2, true, 'confirmed'],
  ['contained', 2, false, 'suspected'],
  ['contained', 0, false, 'contained'],
  ['confirmed', 0, true, 'contained'],
  ['suspected', 0, false, 'suspected'],
])('%s, when accounts came or left and %i can act (judged: %j) → %s', (status, active, judged, then) => {
  expect(afterMoving(status, active, judged)).toBe(then);
});

test.each<[DismissOutcome, string | undefined, boolean]>([
  ['duplicate', 'cmp_1', true],
  ['duplicate', undefined, false],
  ['authorized', undefined, true],
  ['authorized', 'cmp_1', false],
])('dismissed as %s of %s: %j', (outcome, duplicate_of, valid) => {
  const schema = z.object(dismissalFields).superRefine(saysOfWhat);
  expect(schema.safeParse({ outcome, duplicate_of }).success).toBe(valid);
});

describe('what may be decided about an account', () => {
  test.each([
    ['active', 'verify', 'active'],
    ['suspended', 'verify', null],
    ['banned', 'verify', null],
    ['active', 'throttle', 'active'],
    ['suspended', 'throttle', null],
    ['banned', 'throttle', null],
    ['active', 'suspend', 'suspended'],
    ['suspended', 'suspend', null],
    ['banned', 'suspend', null],
    ['active', 'ban', 'banned'],
    ['suspended', 'ban', 'banned'],
    ['banned', 'ban', null],
    ['active', 'reinstate', null],
    ['suspended', 'reinstate', 'active'],
    ['banned', 'reinstate', 'active'],
  ] as const)('%s, %s → %s', (status, kind, to) => {
    const move = accountMove(status, kind);
    if (to === null) expect(move).toEqual({ refused: expect.stringMatching(/^This account is .*\.$/) });
    else expect(move).toEqual({ to });
  });
});

describe('what follows for a campaign when an account is banned or reinstated', () => {
  test.each<[CampaignStatus, number, CampaignStatus]>([
    ['confirmed', 0, 'contained'],
    ['confirmed', 3, 'confirmed'],
    ['contained', 0, 'contained'],
    ['contained', 1, 'confirmed'],
    ['suspected', 0, 'suspected'],
    ['dismissed', 0, 'dismissed'],
    ['closed', 5, 'closed'],
  ])('%s with %i accounts that can act → %s', (status, left, then) => {
    expect(afterEnforcement(status, left)).toBe(then);
  });
});

describe('the evidence that was judged', () => {
  const judged = (...pairs: [string, number][]) =>
    judgedEvidence(pairs.map(([signal, log_odds]) => ({ signal, log_odds })));

  test('is the same in any order and through small changes of weight', () => {
    expect(JSON.stringify(judged(['b', -0.74], ['a', 3.21]))).toBe(
      JSON.stringify(judged(['a', 3.1], ['b', -0.6])),
    );
  });

  test.each([
    [[['a', 3.21]], [['a', 4]]],
    [
      [['a', 3.21]],
      [
        ['a', 3.21],
        ['b', 1],
      ],
    ],
    [[['a', 0.3]], [['a', -0.3]]],
  ] as [[string, number][], [string, number][]][])('differs between %j and %j', (before, after) => {
    expect(judged(...before)).not.toEqual(judged(...after));
  });

  test('knows no negative zero, which would not survive the database', () => {
    expect(Object.is(judged(['a', -0.1]).a, 0)).toBe(true);
  });
});

describe('a reason', () => {
  test.each([
    ['One card.', true],
    ['  no ', false],
    ['no!', true],
    ['x'.repeat(2_000), true],
    ['x'.repeat(2_001), false],
    ['nul \0 byte', false],
    ['half \ud800 a character', false],
    ['a whole one 🙂', true],
    ['<script>alert(1)</script>', true],
  ])('%j is taken: %s', (text, taken) => {
    expect(decisionReason.safeParse(text).success).toBe(taken);
  });

  test('is kept without the blanks around it', () => {
    expect(decisionReason.parse('  One card.\n')).toBe('One card.');
  });
});

test.each([
  ['a', true],
  ['x'.repeat(200), true],
  ['', false],
  ['x'.repeat(201), false],
  ['a\0b', false],
])('the id %j is taken: %s', (id, taken) => {
  expect(entityId.safeParse(id).success).toBe(taken);
});

test.each([
  [0, 'just now'],
  [1_999, 'just now'],
  [2_000, '2 seconds ago'],
  [59_999, '59 seconds ago'],
  [60_000, '1 minute ago'],
  [120_000, '2 minutes ago'],
  [3_600_000, '1 hour ago'],
  [86_399_999, '23 hours ago'],
  [86_400_000, '1 day ago'],
  [864_000_000, '10 days ago'],
  [-5_000, 'just now'],
])('%i ms → %s', (ms, words) => {
  const now = new Date('2026-10-01T12:00:00Z');
  expect(ago(new Date(now.getTime() - ms), now)).toBe(words);
});
