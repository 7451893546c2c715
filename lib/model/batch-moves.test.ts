import { describe, expect, test } from 'vitest';
import { batchScope } from './batch';
import {
  BATCH_ACTS,
  BATCH_ENDS,
  BATCH_STATUSES,
  type BatchAct,
  type BatchStatus,
  batchMove,
  batchPhrase,
  isPhrase,
} from './batch-moves';

/** Every move there is; whatever is not here is refused. */
const MOVES: [BatchStatus, BatchAct, BatchStatus][] = [
  ['draft', 'ask', 'waiting'],
  ['draft', 'submit', 'scheduled'],
  ['draft', 'cancel', 'cancelled'],
  ['draft', 'expire', 'expired'],
  ['waiting', 'approve', 'scheduled'],
  ['waiting', 'decline', 'declined'],
  ['waiting', 'expire', 'expired'],
  ['waiting', 'cancel', 'cancelled'],
  ['scheduled', 'start', 'running'],
  ['scheduled', 'pause', 'paused'],
  ['scheduled', 'cancel', 'cancelled'],
  ['running', 'start', 'running'],
  ['running', 'pause', 'paused'],
  ['running', 'cancel', 'cancelled'],
  ['running', 'finish', 'done'],
  ['paused', 'resume', 'scheduled'],
  ['paused', 'cancel', 'cancelled'],
  ['done', 'retry', 'scheduled'],
  ['done', 'reverse', 'done'],
  ['cancelled', 'reverse', 'cancelled'],
];

describe('the states of a batch', () => {
  test.each(BATCH_STATUSES.flatMap((status) => BATCH_ACTS.map((act) => [status, act] as const)))(
    '%s, %s',
    (status, act) => {
      const to = MOVES.find(([from, by]) => from === status && by === act)?.[2];
      if (to) expect(batchMove(status, act)).toEqual({ to });
      else
        expect(batchMove(status, act)).toEqual({ refused: expect.stringMatching(/^This batch .+: .+\.$/) });
    },
  );

  test('nothing that waits starts without an approval, and nothing that was refused starts at all', () => {
    for (const status of ['waiting', 'declined', 'expired', 'cancelled', 'paused', 'draft'] as const)
      expect(batchMove(status, 'start')).toHaveProperty('refused');
  });

  test('what has ended stays ended, but for what failed', () => {
    for (const status of BATCH_ENDS) {
      const moves = BATCH_ACTS.filter((act) => 'to' in batchMove(status, act));
      expect(moves.filter((act) => act !== 'retry' && act !== 'reverse')).toEqual([]);
    }
  });
});

describe('the phrase to type', () => {
  test.each([
    ['ban', 2_031, 0, 'ban 2,031 accounts'],
    ['ban', 1, 0, 'ban 1 account'],
    ['suspend', 40, 3, 'suspend 40 accounts, 3 look innocent'],
    ['verify', 40, 1, 'verify 40 accounts, 1 looks innocent'],
    ['reinstate', 40, 3, 'reinstate 40 accounts'],
  ] as const)('%s %i (%i)', (kind, accounts, innocent, expected) => {
    expect(batchPhrase(kind, accounts, innocent)).toBe(expected);
  });

  test.each([
    ['ban 2,031 accounts', true],
    ['  ban 2,031 accounts ', true],
    ['ban 2031 accounts', false],
    ['Ban 2,031 accounts', false],
    ['ban', false],
    ['', false],
  ])('"%s" is it: %s', (typed, expected) => {
    expect(isPhrase(typed, 'ban 2,031 accounts')).toBe(expected);
  });
});

describe('a scope', () => {
  test.each([
    ['every account', { filter: {} }],
    ['every account by an empty search', { filter: { q: ' ' } }],
    ['every account by an empty list', { filter: { status: [] } }],
    ['nobody', { ids: [] }],
    ['two things at once', { ids: ['a'], campaign_id: 'c' }],
    ['a field nobody knows', { filter: { staus: 'active' } }],
    ['more ids than one request names', { ids: Array.from({ length: 1_001 }, (_, i) => `a${i}`) }],
  ])('is refused when it means %s', (_, scope) => {
    expect(batchScope.safeParse(scope).success).toBe(false);
  });

  test.each([
    [{ campaign_id: 'c' }],
    [{ campaign_id: 'c', filter: { membership: 0.8, role: ['core'] }, exclude: ['a'] }],
    [{ filter: { status: 'active', indicator: 'asn:64500' } }],
    [{ indicator: 'payment_fingerprint:x' }],
    [{ ids: ['a', 'b'] }],
  ])('%j is taken', (scope) => {
    expect(batchScope.safeParse(scope).success).toBe(true);
  });
});
