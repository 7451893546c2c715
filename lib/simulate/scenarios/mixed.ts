import { codingHarvest } from '@/lib/simulate/actors/coding-harvest';
import { gradingHarvest } from '@/lib/simulate/actors/grading-harvest';
import { hydraPool } from '@/lib/simulate/actors/hydra-pool';
import { pathwayHarvest } from '@/lib/simulate/actors/pathway-harvest';
import { probeHarvest } from '@/lib/simulate/actors/probe-harvest';
import { role, type Scenario } from '@/lib/simulate/scenario';
import { ASTER_RELEASES, lookalikes, ordinary } from './parts';

export const mixed: Scenario = {
  name: 'mixed',
  summary: 'thirty days with every campaign and every honest company at once',
  days: 30,
  even: true,
  releases: ASTER_RELEASES,
  roles: [
    ...ordinary(9_000),
    ...lookalikes(),
    role('copper-still', gradingHarvest, { accounts: 120, perDay: 6, begins: 26 }),
    role('paper-crane', pathwayHarvest, { accounts: 300, perDay: 2.5, begins: 24, turns: 7 }),
    role('iron-loom', codingHarvest, { accounts: 160, perDay: 2.5, begins: 16 }),
    role('grey-hydra', hydraPool, { accounts: 160, perDay: 3, begins: 22, bans: 9, harvest: 0.3 }),
    role('quiet-lantern', probeHarvest, { accounts: 60, perDay: 7, begins: 6 }),
  ],
};
