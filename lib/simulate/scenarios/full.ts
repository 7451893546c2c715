import { cardRing } from '@/lib/simulate/actors/campaigns/card-ring';
import { hydra } from '@/lib/simulate/actors/campaigns/hydra';
import { largeHarvest } from '@/lib/simulate/actors/campaigns/large-harvest';
import { manyLanguages } from '@/lib/simulate/actors/campaigns/many-languages';
import { manyPathways } from '@/lib/simulate/actors/campaigns/many-pathways';
import { probeExploit } from '@/lib/simulate/actors/campaigns/probe-exploit';
import { replayBurst } from '@/lib/simulate/actors/campaigns/replay-burst';
import { slowDrip } from '@/lib/simulate/actors/campaigns/slow-drip';
import { type Role, role, type Scenario } from '@/lib/simulate/scenario';
import { everybodyElse, honestCompany, numbered } from './company';
import { WORLD_RELEASES } from './parts';

/** Accounts that keep no company, and how many times the honest company of the mixed world is there. */
const OTHERS = 74_000;
const COMPANIES = 5;
const LEAST_SIZE = 0.25;

/** Operators: what they are called, how many campaigns each kind runs, and one of them by its share of all of that kind. */
const OPERATORS: readonly (readonly [string, number, (name: string, share: number) => Role])[] = [
  [
    'card-ring',
    4,
    (name, share) => role(name, cardRing, { accounts: 4_000 * share, perDay: 12, begins: 25 }),
  ],
  [
    'many-pathways',
    4,
    (name, share) => role(name, manyPathways, { accounts: 4_200 * share, perDay: 6, begins: 24 }),
  ],
  [
    'large-harvest',
    3,
    (name, share) => role(name, largeHarvest, { accounts: 2_500 * share, perDay: 5.5, begins: 21, bans: 6 }),
  ],
  [
    'hydra',
    2,
    (name, share) =>
      role(name, hydra, { accounts: 1_900 * share, perDay: 8, begins: 24, bans: 11, harvest: 0.3 }),
  ],
  ['replay-burst', 2, (name, share) => role(name, replayBurst, { accounts: 3_800 * share, begins: 9 })],
  [
    'probe-exploit',
    4,
    (name, share) => role(name, probeExploit, { accounts: 900 * share, perDay: 14, begins: 14, probes: 4 }),
  ],
  ['slow-drip', 3, (name, share) => role(name, slowDrip, { accounts: 2_000 * share, begins: 26 })],
  [
    'many-languages',
    2,
    (name, share) => role(name, manyLanguages, { accounts: 1_500 * share, perDay: 9, begins: 22 }),
  ],
];

/** Shares of as many campaigns as a world of this scale has, at least one; each is smaller than the one before. */
function sharesOf(count: number, scale: number): number[] {
  const weights = Array.from({ length: Math.max(1, Math.round(count * scale)) }, (_, i) => 1 / (i + 1));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => (scale * weight) / sum);
}

/**
 * The honest company, several times over in a large world. In a small one there are fewer kinds of it, at no less than a quarter of their size
 * in the mixed world: a group of four is no group.
 */
function company(scale: number): Role[] {
  const times = Math.max(1, Math.round(COMPANIES * scale));
  const size = (COMPANIES * scale) / times;
  const kinds = Math.min(1, size / LEAST_SIZE);
  return Array.from({ length: times }, (_, which) =>
    honestCompany(Math.max(size, LEAST_SIZE), which).filter(
      (_, i) => Math.floor((i + 1) * kinds) > Math.floor(i * kinds),
    ),
  ).flat();
}

function cast(scale: number): Role[] {
  return [
    ...everybodyElse(OTHERS * scale),
    ...company(scale),
    ...OPERATORS.flatMap(([name, count, make]) =>
      sharesOf(count, scale).map((share, i) => make(numbered(name, i), share)),
    ),
  ];
}

export const full: Scenario = {
  name: 'full',
  summary: 'a provider at the size of the published campaigns: 124,000 accounts, about 15 million exchanges',
  days: 30,
  even: true,
  releases: WORLD_RELEASES,
  pace: 3.75,
  roles: cast,
};
