import { batchCustomer } from '@/lib/simulate/actors/batch-customer';
import { benchmarkTeam } from '@/lib/simulate/actors/benchmark-team';
import { corporateNetwork } from '@/lib/simulate/actors/corporate-network';
import { firms } from '@/lib/simulate/actors/firms';
import { individuals } from '@/lib/simulate/actors/individuals';
import { partnerNotices } from '@/lib/simulate/actors/partner-notices';
import { popularHarness } from '@/lib/simulate/actors/popular-harness';
import { reseller } from '@/lib/simulate/actors/reseller';
import { universityClass } from '@/lib/simulate/actors/university-class';
import { type Role, role } from '@/lib/simulate/scenario';

export const ASTER_RELEASES = [
  { model: 'aster-4-mini', daysBeforeEnd: 240 },
  { model: 'aster-4', daysBeforeEnd: 210 },
  { model: 'aster-5', daysBeforeEnd: 4.6 },
] as const;

/** As above, with a release early enough that a pivot and what comes after it can be seen. */
export const WORLD_RELEASES = [
  { model: 'aster-4-mini', daysBeforeEnd: 240 },
  { model: 'aster-4', daysBeforeEnd: 210 },
  { model: 'aster-5', daysBeforeEnd: 9.6 },
] as const;

/** Ordinary customers in the shares of a provider with this many accounts. */
export function ordinary(accounts: number): Role[] {
  return [
    role('individuals', individuals, { accounts: Math.round(accounts * 0.72) }),
    role('firms', firms, { accounts: Math.round(accounts * 0.14) }),
    role('inkwell-users', popularHarness, { accounts: Math.round(accounts * 0.14) }),
    role('partner-notices', partnerNotices, {}),
  ];
}

/** Honest customers who look coordinated, or harvesting, or both. */
export function lookalikes(): Role[] {
  return [
    role('northfield-class', universityClass, { accounts: 70, begins: 15 }),
    role('halvard-freight', corporateNetwork, {
      accounts: 50,
      organization: 'Halvard Freight AS',
      country: 'PL',
    }),
    role('plumbline', benchmarkTeam, { accounts: 6, perDay: 26 }),
    role('parcelwise', batchCustomer, { accounts: 3, every: 40 }),
    role('harbour', reseller, { accounts: 28, perDay: 2.2 }),
  ];
}
