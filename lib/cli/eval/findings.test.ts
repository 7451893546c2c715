import { describe, expect, test } from 'vitest';
import { evaluate } from '@/lib/detect/evaluate';
import { campaignOf, memberships, missedCampaigns, mixedCampaigns, raisedGroups } from './findings';
import { givenCampaign, trueCampaign } from './fixture';

const truth = [trueCampaign('a', 10), trueCampaign('b', 4)];
const honest = [
  { group: 'class', kind: 'university-class', accounts: ['c1', 'c2', 'c3'] },
  { group: 'people', kind: 'individuals', accounts: ['p1'] },
];
const evidence = [0.5, -1, 3, 2, 1.5, 1.2, 0.9, 4].map((log_odds, i) => ({ signal: `s${i}`, log_odds }));
/** All of a, one of b, and two of the class: one to watch, one to throttle. */
const glued = {
  ...givenCampaign('a', 10),
  evidence,
  accounts: [
    ...givenCampaign('a', 10).accounts,
    { id: 'b-0', membership: 0.6, action: 'verify' as const },
    { id: 'c1', membership: 0.9, action: 'throttle' as const },
    { id: 'c2', membership: 0.9, action: 'watch' as const },
  ],
};
const result = evaluate(truth, [glued]);

test('honest groups that something would be done to are named with the strongest step and evidence', () => {
  expect(raisedGroups([glued], result, honest, 0)).toEqual([
    {
      group: 'class',
      kind: 'university-class',
      accounts: 1,
      step: 'throttle',
      at: '1970-01-01T00:00:00.000Z',
      score: 0.9,
      match: 'a',
      evidence: [4, 3, 2, 1.5, 1.2, -1].map((log_odds) => expect.objectContaining({ log_odds })),
    },
  ]);
});

test('a campaign of several operations is taken apart, a clean one is not mentioned', () => {
  expect(mixedCampaigns([glued], result, truth, honest)).toMatchObject([
    {
      match: 'a',
      members: 13,
      of: [
        ['a', 10],
        ['class', 2],
        ['b', 1],
      ],
    },
  ]);
  const clean = [givenCampaign('a', 10)];
  expect(mixedCampaigns(clean, evaluate(truth, clean), truth, honest)).toEqual([]);
});

describe('a campaign that was not found', () => {
  const group = (accounts: string[], score: number) => ({
    accounts: new Set(accounts),
    score,
    coordination: score,
    extraction: 1,
    evidence,
  });

  test('is shown with the assessed group that holds most of it', () => {
    const assessed = [group(['b-0', 'x'], 0.2), group(['b-1', 'b-2', 'b-3', 'x', 'y'], 0.1)];
    expect(missedCampaigns(truth, result.true, assessed)).toMatchObject([
      { campaign: 'b', covered: 0.25, best: { accounts: 5, of_campaign: 3, score: 0.1 } },
    ]);
  });

  test('may be in no group at all', () => {
    expect(missedCampaigns(truth, result.true, [])).toMatchObject([{ campaign: 'b', best: null }]);
  });
});

test.each([
  ['all of one', ['a-0', 'a-1'], 'a'],
  ['half of one', ['b-0', 'x'], 'b'],
  ['less than half of any', ['a-0', 'b-0', 'x', 'y', 'z'], null],
  ['only an operator’s idle accounts', ['idle'], null],
  ['idle accounts do not count', ['a-0', 'idle'], 'a'],
])('a group of %s', (_, accounts, campaign) => {
  expect(campaignOf(new Set(accounts), truth, new Set(['idle']))).toBe(campaign);
});

test('membership is right when the account is of the campaign that was found', () => {
  const outcomes = memberships([glued], result, truth, new Set(['c2']));
  expect(outcomes.length).toBe(12);
  expect(outcomes.filter(({ real }) => real).length).toBe(10);
});
