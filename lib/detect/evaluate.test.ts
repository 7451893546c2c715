import { expect, test } from 'vitest';
import { evaluate, type GivenCampaign } from './evaluate';

const ids = (prefix: string, count: number) =>
  new Set(Array.from({ length: count }, (_, i) => `${prefix}${i}`));
const given = (id: string, members: Set<string>, suspend: Set<string> = new Set()): GivenCampaign => ({
  id,
  title: id,
  score: 0.9,
  action: 'suspend',
  detectedAt: 5_000,
  members,
  suspend,
});

test('precision, recall, purity and time of what was found and what was not', () => {
  const truth = [
    { name: 'a', accounts: ids('a', 10), times: [1_000, 2_000, 9_000, 10_000] },
    { name: 'b', accounts: ids('b', 10), times: [] },
  ];
  const members = new Set([...ids('a', 8), 'honest1', 'honest2']);
  const result = evaluate(truth, [given('one', members, new Set(['a1', 'honest1']))]);
  expect(result).toMatchObject({
    campaigns_true: 2,
    campaigns_found: 1,
    campaigns_detected: 1,
    campaigns_false: 0,
    precision: 0.8,
    recall: 0.4,
    purity: 1,
    honest_recommended_for_suspension: 1,
  });
  expect(result.true).toMatchObject([
    {
      campaign: 'a',
      found: true,
      recall: 0.8,
      seconds_to_detection: 4,
      spent_at_detection: 0.5,
      detected_as: ['one'],
    },
    { campaign: 'b', found: false, recall: 0, seconds_to_detection: null },
  ]);
});

test('two operations in one campaign lower its purity; one in two is fragmented', () => {
  const truth = [
    { name: 'a', accounts: ids('a', 10), times: [] },
    { name: 'b', accounts: ids('b', 10), times: [] },
  ];
  const mixed = evaluate(truth, [given('one', new Set([...ids('a', 10), ...ids('b', 5)]))]);
  expect(mixed.purity).toBeCloseTo(2 / 3);
  const halves = evaluate(truth, [
    given('one', ids('a', 6)),
    given('two', new Set(['a6', 'a7', 'a8', 'a9'])),
  ]);
  expect(halves.true[0]).toMatchObject({ recall: 1, detected_as: ['one', 'two'] });
});

test('a campaign of honest accounts is false, and nothing at all is no precision', () => {
  const truth = [{ name: 'a', accounts: ids('a', 10), times: [] }];
  expect(evaluate(truth, [given('one', ids('honest', 10))])).toMatchObject({
    campaigns_false: 1,
    campaigns_found: 0,
    precision: 0,
  });
  expect(evaluate([], [])).toMatchObject({ precision: null, recall: null, purity: null });
});
