import { describe, expect, test } from 'vitest';
import { capabilityDistance, evaluate, type GivenCampaign, type TrueCampaign } from './evaluate';

const ids = (prefix: string, count: number) =>
  new Set(Array.from({ length: count }, (_, i) => `${prefix}${i}`));
const given = (id: string, members: Iterable<string>, rest: Partial<GivenCampaign> = {}): GivenCampaign => ({
  id,
  title: id,
  score: 0.9,
  action: 'suspend',
  detectedAt: 5_000,
  exchanges: 100,
  harvestExchanges: 100,
  capabilities: { coding: 1 },
  evidence: [],
  accounts: [...members].map((account) => ({ id: account, membership: 0.9, action: 'verify' })),
  ...rest,
});
const campaign = (name: string, count: number, rest: Partial<TrueCampaign> = {}): TrueCampaign => ({
  name,
  accounts: ids(name, count),
  times: [],
  harvest: null,
  ...rest,
});

test('precision, recall, purity and time of what was found and what was not', () => {
  const truth = [campaign('a', 10, { times: [1_000, 2_000, 9_000, 10_000] }), campaign('b', 10)];
  const members = given('one', [...ids('a', 8), 'honest1', 'honest2']).accounts.map((account) =>
    ['a1', 'honest1'].includes(account.id) ? { ...account, action: 'suspend' as const } : account,
  );
  const result = evaluate(truth, [given('one', [], { accounts: members })]);
  expect(result).toMatchObject({
    campaigns_true: 2,
    campaigns_found: 1,
    campaigns_detected: 1,
    campaigns_false: 0,
    precision: 0.8,
    recall: 0.4,
    purity: 1,
    seconds_to_detection: 4,
    spent_at_detection: 0.5,
    honest_recommended_for_suspension: 1,
    honest_recommended: { watch: 0, verify: 1, throttle: 0, suspend: 1 },
  });
  expect(result.true).toMatchObject([
    {
      campaign: 'a',
      found: true,
      precision: 0.8,
      purity: 1,
      recall: 0.8,
      fragments: 1,
      seconds_to_detection: 4,
      spent_at_detection: 0.5,
      detected_as: ['one'],
    },
    { campaign: 'b', found: false, precision: null, recall: 0, fragments: 0, seconds_to_detection: null },
  ]);
});

test('two operations in one campaign lower its purity, and the smaller one is not found', () => {
  const truth = [campaign('a', 10), campaign('b', 10)];
  const mixed = evaluate(truth, [given('one', [...ids('a', 10), ...ids('b', 5)])]);
  expect(mixed.purity).toBeCloseTo(2 / 3);
  expect(mixed.true).toMatchObject([
    { found: true, purity: 10 / 15, fragments: 1 },
    { found: false, purity: null, fragments: 1, recall: 0, covered: 0.5 },
  ]);
});

describe('two operations on the same accounts', () => {
  const customer = (name: string, capability: 'coding' | 'trace_extraction') => ({
    ...campaign('pool', 10, { harvest: { exchanges: 10, of: 100, capabilities: { [capability]: 10 } } }),
    name,
  });
  const truth = [customer('one', 'coding'), customer('two', 'trace_extraction')];

  test('are told apart by what they harvest', () => {
    const result = evaluate(truth, [
      given('x', ids('pool', 9), { capabilities: { trace_extraction: 1 } }),
      given('y', ids('pool', 10), { capabilities: { coding: 0.9, vision: 0.1 } }),
    ]);
    expect(result.true.map(({ detected_as }) => detected_as)).toEqual([['y'], ['x']]);
    expect(result.purity).toBe(1);
  });

  test('are one finding when only one campaign is raised', () => {
    const result = evaluate(truth, [given('x', ids('pool', 10), { capabilities: { coding: 1 } })]);
    expect(result.true).toMatchObject([
      { found: true, recall: 1 },
      { found: false, recall: 0, covered: 1 },
    ]);
  });
});

test('one operation in two campaigns is fragmented; a member by accident elsewhere counts as a fragment too', () => {
  const truth = [campaign('a', 10), campaign('b', 10)];
  const halves = evaluate(truth, [
    given('one', ids('a', 6)),
    given('two', ['a6', 'a7', 'a8', 'a9']),
    given('three', [...ids('b', 10), 'a9']),
  ]);
  expect(halves.true[0]).toMatchObject({ recall: 1, detected_as: ['one', 'two'], fragments: 3 });
});

test('a listed account of low membership is no member, but what is recommended for it counts', () => {
  const accounts = [
    ...given('x', ids('a', 10)).accounts,
    { id: 'honest', membership: 0.3, action: 'throttle' as const },
  ];
  expect(evaluate([campaign('a', 10)], [given('one', [], { accounts })])).toMatchObject({
    precision: 1,
    honest_recommended: { watch: 0, verify: 0, throttle: 1, suspend: 0 },
  });
});

test('accounts of an operator that did not harvest are neither honest nor missing', () => {
  const given_ = [given('one', [...ids('a', 10), 'idle1', 'idle2'])];
  expect(evaluate([campaign('a', 10)], given_, ids('idle', 3))).toMatchObject({
    precision: 1,
    recall: 1,
    honest_recommended: { verify: 0 },
    detected: [{ members: 10 }],
  });
  expect(evaluate([campaign('a', 10)], given_).precision).toBeCloseTo(10 / 12);
});

test('a campaign of honest accounts is false, and nothing at all is no precision', () => {
  expect(evaluate([campaign('a', 10)], [given('one', ids('honest', 10))])).toMatchObject({
    campaigns_false: 1,
    campaigns_found: 0,
    precision: 0,
  });
  expect(evaluate([], [])).toMatchObject({
    precision: null,
    recall: null,
    purity: null,
    seconds_to_detection: null,
  });
});

describe('the harvest', () => {
  const harvest = { exchanges: 300, of: 1_000, capabilities: { trace_extraction: 240, trace_cleaning: 60 } };

  test('of several fragments is added up before it is compared', () => {
    const truth = [campaign('a', 10, { harvest })];
    const [result] = evaluate(truth, [
      given('one', ids('a', 6), {
        exchanges: 600,
        harvestExchanges: 200,
        capabilities: { trace_extraction: 1 },
      }),
      given('two', ['a6', 'a7', 'a8', 'a9'], {
        exchanges: 400,
        harvestExchanges: 200,
        capabilities: { trace_extraction: 0.5, coding: 0.5 },
      }),
    ]).true;
    expect(result?.harvest_share).toMatchObject({ true: 0.3, given: 0.4 });
    expect(result?.harvest_share?.error).toBeCloseTo(0.1);
    // Given: 0.75 extraction, 0.25 coding; true: 0.8 extraction, 0.2 cleaning.
    expect(result?.capability_error).toBeCloseTo(0.05 + 0.25 + 0.2);
    expect(result?.capabilities).toEqual({
      true: { trace_extraction: 0.8, trace_cleaning: 0.2 },
      given: { trace_extraction: 0.75, coding: 0.25 },
    });
  });

  test('of a campaign that was not found has no error', () => {
    expect(evaluate([campaign('a', 10, { harvest })], []).true[0]).toMatchObject({
      harvest_share: null,
      capabilities: null,
      capability_error: null,
    });
  });

  test.each([
    ['the same in other units', { coding: 5, vision: 15 }, { coding: 0.25, vision: 0.75 }, 0],
    ['nothing in common', { coding: 1 }, { vision: 9 }, 2],
    ['nothing known', {}, { vision: 9 }, null],
  ])('%s is %#', (_, a, b, distance) => {
    expect(capabilityDistance(a, b)).toBe(distance);
  });
});
