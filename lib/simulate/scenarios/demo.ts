import { codingHarvest } from '@/lib/simulate/actors/coding-harvest';
import { gradingHarvest } from '@/lib/simulate/actors/grading-harvest';
import { hydraPool } from '@/lib/simulate/actors/hydra-pool';
import { pathwayHarvest } from '@/lib/simulate/actors/pathway-harvest';
import { probeHarvest } from '@/lib/simulate/actors/probe-harvest';
import { role, type Scenario } from '@/lib/simulate/scenario';
import { ASTER_RELEASES, lookalikes, ordinary } from './parts';

export const demo: Scenario = {
  name: 'demo',
  summary: 'four weeks: five campaigns among ordinary customers and honest look-alikes',
  days: 28,
  releases: ASTER_RELEASES,
  roles: [
    ...ordinary(2700),
    ...lookalikes(),
    role('copper-still', gradingHarvest, { accounts: 90, perDay: 6, begins: 24 }),
    role('paper-crane', pathwayHarvest, { accounts: 240, perDay: 2.2, begins: 22, turns: 7 }),
    role('iron-loom', codingHarvest, { accounts: 120, perDay: 3.5, begins: 14 }),
    role('grey-hydra', hydraPool, { accounts: 100, perDay: 3, begins: 20, bans: 8, harvest: 0.5 }),
    role('quiet-lantern', probeHarvest, { accounts: 26, perDay: 7, begins: 4 }),
  ],
};
