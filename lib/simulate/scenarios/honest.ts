import type { Scenario } from '@/lib/simulate/scenario';
import { ASTER_RELEASES, lookalikes, ordinary } from './parts';

export const honest: Scenario = {
  name: 'honest',
  summary:
    'four weeks without any campaign: ordinary customers and honest look-alikes; nothing may be raised',
  days: 28,
  releases: ASTER_RELEASES,
  roles: [...ordinary(2700), ...lookalikes()],
};
