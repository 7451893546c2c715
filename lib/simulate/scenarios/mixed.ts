import type { Scenario } from '@/lib/simulate/scenario';
import { OPERATORS } from './campaigns';
import { lookalikes, ordinary, WORLD_RELEASES } from './parts';

export const mixed: Scenario = {
  name: 'mixed',
  summary: 'every campaign and every honest company at once, 12,000 accounts',
  days: 30,
  even: true,
  releases: WORLD_RELEASES,
  roles: [...ordinary(8_200), ...lookalikes(), ...OPERATORS.map((one) => one.role)],
};
