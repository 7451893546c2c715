import { firms } from '@/lib/simulate/actors/firms';
import { gradingHarvest } from '@/lib/simulate/actors/grading-harvest';
import { individuals } from '@/lib/simulate/actors/individuals';
import { popularHarness } from '@/lib/simulate/actors/popular-harness';
import { role, type Scenario } from '@/lib/simulate/scenario';

export const ASTER_RELEASES = [
  { model: 'aster-4-mini', daysBeforeEnd: 240 },
  { model: 'aster-4', daysBeforeEnd: 210 },
  { model: 'aster-5', daysBeforeEnd: 4.6 },
] as const;

export const demo: Scenario = {
  name: 'demo',
  summary: 'four weeks: five campaigns among ordinary customers and honest look-alikes',
  days: 28,
  releases: ASTER_RELEASES,
  roles: [
    role('individuals', individuals, { accounts: 1900 }),
    role('firms', firms, { accounts: 360 }),
    role('inkwell', popularHarness, { accounts: 380 }),
    role('copper-still', gradingHarvest, { accounts: 90, perDay: 8, begins: 24 }),
  ],
};
