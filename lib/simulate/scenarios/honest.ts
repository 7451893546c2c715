import type { Scenario } from '@/lib/simulate/scenario';
import { everybodyElse, honestCompany } from './company';
import { WORLD_RELEASES } from './parts';

export const honest: Scenario = {
  name: 'honest',
  summary: 'without any campaign: ordinary customers and every honest company; nothing may be raised',
  days: 30,
  even: true,
  releases: WORLD_RELEASES,
  roles: [...everybodyElse(3_000), ...honestCompany(0.6)],
};
