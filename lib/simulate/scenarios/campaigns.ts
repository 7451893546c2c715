import { cardRing } from '@/lib/simulate/actors/campaigns/card-ring';
import { hydra } from '@/lib/simulate/actors/campaigns/hydra';
import { largeHarvest } from '@/lib/simulate/actors/campaigns/large-harvest';
import { manyLanguages } from '@/lib/simulate/actors/campaigns/many-languages';
import { manyPathways } from '@/lib/simulate/actors/campaigns/many-pathways';
import { probeExploit } from '@/lib/simulate/actors/campaigns/probe-exploit';
import { replayBurst } from '@/lib/simulate/actors/campaigns/replay-burst';
import { slowDrip } from '@/lib/simulate/actors/campaigns/slow-drip';
import { type Role, role, type Scenario } from '@/lib/simulate/scenario';
import { everybodyElse, honestCompany } from './company';
import { WORLD_RELEASES } from './parts';

/** Every operator at the size it has in the mixed world, with one line for people. */
export const OPERATORS: readonly { role: Role; summary: string }[] = [
  {
    role: role('card-ring', cardRing, { accounts: 120, perDay: 5, begins: 25 }),
    summary: cardRing.summary,
  },
  {
    role: role('many-pathways', manyPathways, { accounts: 300, perDay: 1.5, begins: 24 }),
    summary: manyPathways.summary,
  },
  {
    role: role('large-harvest', largeHarvest, { accounts: 150, perDay: 2.1, begins: 21, bans: 6 }),
    summary: largeHarvest.summary,
  },
  {
    role: role('hydra', hydra, { accounts: 170, perDay: 2.5, begins: 24, bans: 11, harvest: 0.3 }),
    summary: hydra.summary,
  },
  { role: role('replay-burst', replayBurst, { accounts: 2_200, begins: 9 }), summary: replayBurst.summary },
  {
    role: role('probe-exploit', probeExploit, { accounts: 84, perDay: 7, begins: 14, probes: 4 }),
    summary: probeExploit.summary,
  },
  { role: role('slow-drip', slowDrip, { accounts: 200, begins: 26 }), summary: slowDrip.summary },
  {
    role: role('many-languages', manyLanguages, { accounts: 130, perDay: 4, begins: 22 }),
    summary: manyLanguages.summary,
  },
];

/** One operator among a few thousand ordinary accounts and honest company. */
export const campaigns: readonly Scenario[] = OPERATORS.map((one) => ({
  name: one.role.name,
  summary: one.summary,
  days: 30,
  even: true,
  releases: WORLD_RELEASES,
  roles: [...everybodyElse(1_700), ...honestCompany(0.3), one.role],
}));
