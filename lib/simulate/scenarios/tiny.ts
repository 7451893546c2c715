import { codingHarvest } from '@/lib/simulate/actors/coding-harvest';
import { corporateNetwork } from '@/lib/simulate/actors/corporate-network';
import { gradingHarvest } from '@/lib/simulate/actors/grading-harvest';
import { hydraPool } from '@/lib/simulate/actors/hydra-pool';
import { universityClass } from '@/lib/simulate/actors/university-class';
import { role, type Scenario } from '@/lib/simulate/scenario';
import { ASTER_RELEASES, ordinary } from './parts';

export const tiny: Scenario = {
  name: 'tiny',
  summary: 'ten days with three small campaigns, for tests',
  days: 10,
  releases: ASTER_RELEASES,
  roles: [
    ...ordinary(300),
    role('northfield-class', universityClass, { accounts: 16, begins: 9 }),
    role('halvard-freight', corporateNetwork, {
      accounts: 12,
      organization: 'Halvard Freight AS',
      country: 'PL',
    }),
    role('copper-still', gradingHarvest, { accounts: 24, perDay: 5, begins: 8 }),
    role('iron-loom', codingHarvest, { accounts: 24, perDay: 2, begins: 8 }),
    role('grey-hydra', hydraPool, { accounts: 20, perDay: 3, begins: 8, bans: 4, harvest: 0.5 }),
  ],
};
