import { describe, expect, test } from 'vitest';
import { AS_MEASURED, judgingOf } from '@/lib/model/judging';
import { compared, turnOf } from './compare';
import { findCampaigns, isRaised, judgeAgain } from './detect';
import { many, strangers, worldOf } from './fixture';
import type { Weighed } from './score';
import { assess } from './score';
import type { Finding } from './signals/signal';

const found = (
  name: string,
  logOdds: number,
  theme: Weighed['signal']['theme'],
  more: Partial<Finding> = {},
) =>
  ({
    logOdds,
    summary: 'Said.',
    baseline: 'Measured.',
    details: { accounts: 3 },
    ...more,
    signal: {
      name,
      about: theme === 'harvest' ? 'extraction' : 'coordination',
      theme,
      evaluate: () => null,
    },
  }) satisfies Weighed;

const OPERATION = [
  found('shared-payment', 5, 'payment'),
  found('succession', 4, 'succession'),
  found('scaffold-families', 4, 'content'),
  found('scaffolded-volume', 4, 'harvest'),
];
const by = (weights: Record<string, number>, thresholds = {}) => judgingOf({ weights, thresholds });

describe('a configuration that changes nothing', () => {
  test('is what holds without any, to the digit', async () => {
    const world = worldOf([
      ...many(30, 'pool', (i) => ({
        sends: [
          { family: 'grade', capability: 'rubric_grading', n: 40 },
          { family: 'reason', capability: 'reasoning_elicitation', n: 40 },
        ],
        created: 20 + i * 0.01,
        shared: { payment_fingerprint: `card-${i % 3}` },
      })),
      ...strangers(300),
    ]);
    const rhythms = async (groups: readonly unknown[]) => groups.map(() => () => ({ starts: new Map() }));
    const [plain, empty] = [
      await findCampaigns(world, rhythms),
      await findCampaigns(world, rhythms, judgingOf({ weights: {}, thresholds: {} })),
    ];
    expect(plain.filter((one) => isRaised(one)).length).toBeGreaterThan(0);
    const said = (all: typeof plain) => all.map(({ group, assessment }) => [group.name, assessment]);
    expect(said(empty)).toEqual(said(plain));
    expect(said(judgeAgain(plain, AS_MEASURED))).toEqual(said(plain));
    expect(AS_MEASURED.thresholds).toEqual({
      watch: 0.45,
      verify: 0.5,
      throttle: 0.7,
      suspend: 0.9,
      alert: 0,
    });
    // The same groups by another configuration, without anything being searched for again.
    const strict = by({}, { watch: 0.9, verify: 0.9, throttle: 0.9, suspend: 0.99 });
    const { turns, groups } = compared(
      world,
      plain.filter((one) => isRaised(one)),
      judgeAgain(plain, strict).filter((one) => isRaised(one, strict)),
    );
    expect((turns.falls ?? 0) + (turns.vanishes ?? 0)).toBe(groups.length);
    expect(groups.length).toBeGreaterThan(0);
  });
});

describe('a weight', () => {
  test('is in the evidence that is shown, and with it the score', () => {
    const { evidence, score } = assess(OPERATION, 50, by({ 'shared-payment': 0.5 }));
    const card = evidence.find(({ signal }) => signal === 'shared-payment');
    expect(card).toMatchObject({ log_odds: 2.5, details: { accounts: 3, weight_factor: 0.5 } });
    expect(evidence.find(({ signal }) => signal === 'succession')?.details).toEqual({ accounts: 3 });
    expect(score).toBeLessThan(assess(OPERATION, 50).score);
  });

  test('of nothing leaves the signal out', () => {
    const { evidence } = assess(OPERATION, 50, by({ 'shared-payment': 0 }));
    expect(evidence.map(({ signal }) => signal)).not.toContain('shared-payment');
  });
});

describe('what protects the innocent', () => {
  const course = [found('common-clock', 3, 'timing', { instructed: true }), ...OPERATION.slice(2)];
  const hint = found('shared-payment', 0.6, 'payment');
  const payer = found('one-payer', -2, 'customer', {
    most: 'watch',
    explains: { themes: ['payment'], share: 0.7 },
  });

  test.each([
    ['nobody is suspended for what followed instructions', course, { 'common-clock': 2 }, 'throttle'],
    ['nor for a hint that was made heavy', [...course, hint], { 'shared-payment': 2 }, 'throttle'],
    ['the people of one payer are only watched', [...OPERATION, payer], { 'one-payer': 0 }, 'watch'],
    [
      'nor are they stopped because all else is heavy',
      [...OPERATION, payer],
      { 'one-payer': 0.25, 'shared-payment': 2, succession: 2 },
      'watch',
    ],
  ])('%s', (_, findings, weights, step) => {
    expect(assess(findings, 50, by(weights)).action).toBe(step);
  });

  test('what speaks against is weakened at most', () => {
    const { evidence } = assess([...OPERATION, payer], 50, by({ 'one-payer': 0 }));
    expect(evidence.find(({ signal }) => signal === 'one-payer')?.log_odds).toBe(-0.5);
  });
});

test.each([
  [null, 'watch', 'appears'],
  ['verify', null, 'vanishes'],
  ['watch', 'suspend', 'rises'],
  ['suspend', 'throttle', 'falls'],
  ['verify', 'verify', 'same'],
] as const)('from %s to %s it %s', (before, after, turn) => {
  expect(turnOf(before, after)).toBe(turn);
});
