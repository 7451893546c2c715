import { expect, test } from 'vitest';
import { givenCampaign, reportOf, trueCampaign } from './fixture';
import { campaignsOf, kindsOf, settingsOf, summarize } from './summary';

const NONE = { watch: 0, verify: 0, throttle: 0, suspend: 0 };

test('worlds are taken together by scenario and difficulty, from easy to hard', () => {
  const worlds = [
    reportOf([], [], { difficulty: 'hard', seed: 1 }),
    reportOf([], [], { difficulty: 'easy', seed: 1 }),
    reportOf([], [], { difficulty: 'hard', seed: 2 }),
    reportOf([], [], { scenario: 'honest' }),
  ];
  expect(
    settingsOf(worlds).map(({ scenario, difficulty, worlds }) => [scenario, difficulty, worlds.length]),
  ).toEqual([
    ['mixed', 'easy', 1],
    ['mixed', 'hard', 2],
    ['honest', 'middle', 1],
  ]);
});

test('figures of a campaign are of the worlds in which it was found', () => {
  const truth = [trueCampaign('a', 10), trueCampaign('b', 10)];
  const worlds = [
    reportOf(truth, [givenCampaign('a', 10, 9_000), givenCampaign('b', 10)]),
    reportOf(truth, [givenCampaign('a', 8, 29_000)]),
  ];
  const setting = { scenario: 'mixed', difficulty: 'middle' as const, worlds };
  const [a, b] = campaignsOf(setting);
  expect(a).toMatchObject({ found: 2, worlds: 2, least_recall: 0.8, fragments: 1, capability_error: 0 });
  expect(a?.recall).toBeCloseTo(0.9);
  expect(a?.spent).toBeCloseTo(0.2);
  expect(a?.most_spent).toBeCloseTo(0.3);
  expect(b).toMatchObject({ found: 1, once: 1, worlds: 2, recall: 1 });
  expect(summarize(setting)).toMatchObject({
    campaigns: 4,
    found: 3,
    least_found: 1,
    precision: 1,
    honest: 2_000,
  });
});

test('a campaign that is never found has no figures', () => {
  const worlds = [reportOf([trueCampaign('a', 10)], [])];
  expect(campaignsOf({ scenario: 'mixed', difficulty: 'hard', worlds })).toMatchObject([
    { found: 0, recall: null, least_recall: null, spent: null, most_spent: null, hours_to_detection: null },
  ]);
});

test('honest groups are added up by kind, the most disturbed first', () => {
  const group = (name: string, kind: string, verify: number, suspend = 0) => ({
    group: name,
    kind,
    accounts: 10,
    steps: { ...NONE, verify, suspend },
  });
  const worlds = [
    reportOf([], [], { groups: [group('p', 'people', 0), group('c1', 'class', 2), group('c2', 'class', 1)] }),
    reportOf([], [], { groups: [group('c1', 'class', 0, 1)] }),
  ];
  const setting = { scenario: 'mixed', difficulty: 'middle' as const, worlds };
  expect(kindsOf(setting)).toEqual([
    { kind: 'class', groups: 3, accounts: 30, steps: { ...NONE, verify: 3, suspend: 1 } },
    { kind: 'people', groups: 1, accounts: 10, steps: NONE },
  ]);
  expect(summarize(setting)).toMatchObject({
    beyond_watch_per_thousand: 2,
    beyond_watch_at_end: 0,
    suspended: 1,
  });
});
