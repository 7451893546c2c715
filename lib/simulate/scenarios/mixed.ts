import type { Scenario } from '@/lib/simulate/scenario';
import { OPERATORS } from './campaigns';
import { everybodyElse, honestCompany } from './company';
import { WORLD_RELEASES } from './parts';

export const mixed: Scenario = {
  name: 'mixed',
  summary: 'every campaign and every honest company at once, 12,000 accounts',
  days: 30,
  even: true,
  releases: WORLD_RELEASES,
  roles: [...everybodyElse(4_000), ...honestCompany(1), ...OPERATORS.map((one) => one.role)],
};
