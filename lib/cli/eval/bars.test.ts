import { expect, test } from 'vitest';
import { partBars, worldBars } from './bars';
import { givenCampaign, reportOf, trueCampaign } from './fixture';

const seven = 'abcdefg'.split('').map((name) => trueCampaign(name, 10));
const found = (names: string, count = 10, at = 9_000) =>
  names.split('').map((name) => givenCampaign(name, count, at));
const missed = (difficulty: 'easy' | 'middle' | 'hard', given: ReturnType<typeof found>, rest = {}) =>
  worldBars({
    scenario: 'mixed',
    difficulty,
    worlds: [reportOf(seven, found('abcdefg')), reportOf(seven, given, rest)],
  })
    .filter(({ met }) => !met)
    .map(({ what }) => what);

test.each([
  ['all found early', 'middle', found('abcdefg'), {}, []],
  ['one missed', 'middle', found('abcdef'), {}, ['share of campaigns found', 'account recall']],
  ['members missed', 'middle', found('abcdefg', 8), {}, ['account recall']],
  ['found late', 'middle', found('abcdefg', 10, 20_000), {}, ['traffic spent when first found, worst']],
  ['five of seven', 'hard', found('abcde'), {}, []],
  ['four of seven', 'hard', found('abcd'), {}, ['share of campaigns found, worst world']],
  [
    'one honest account to suspend in a thousand',
    'hard',
    found('abcdefg'),
    {
      honest: 500,
      groups: [
        { group: 'g', kind: 'k', accounts: 9, steps: { watch: 3, verify: 1, throttle: 0, suspend: 1 } },
      ],
    },
    ['honest accounts recommended for suspension', 'honest accounts beyond watch, per thousand'],
  ],
] as const)('%s, %s', (_, difficulty, given, rest, expected) => {
  expect(missed(difficulty, [...given], rest)).toEqual(expected.map((what) => `${difficulty}: ${what}`));
});

test('nothing is asked of other scenarios, nor of parts without data', () => {
  const worlds = [reportOf([], [], { scenario: 'honest' })];
  expect(worldBars({ scenario: 'honest', difficulty: 'middle', worlds })).toEqual([]);
  expect(partBars({ scaffolds: null, capabilities: null, ordinary: null, timing: null })).toEqual([]);
});

test('the parts are held to their figures', () => {
  const agreement = {
    items: 9,
    classes: 2,
    clusters: 2,
    coverage: 0.95,
    homogeneity: 1,
    completeness: 1,
    ari: 0.79,
  };
  const counts = { name: 'all', prompts: 1_000, rare: 5, labels: {} };
  expect(
    partBars({
      scaffolds: { agreement },
      capabilities: [{ source: 'here', agreement: { count: 9, accuracy: 1, macro_f1: 0.85, labels: [] } }],
      ordinary: { ordinary: counts, files: [] },
      timing: null,
    }).map(({ value, met }) => [value, met]),
  ).toEqual([
    [0.79, false],
    [0.95, true],
    [0.85, true],
    [0.005, false],
  ]);
});
