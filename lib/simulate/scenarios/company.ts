import { batchCustomer } from '@/lib/simulate/actors/batch-customer';
import { benchmarkTeam } from '@/lib/simulate/actors/benchmark-team';
import * as builders from '@/lib/simulate/actors/company/builders';
import * as evaluators from '@/lib/simulate/actors/company/evaluators';
import * as gatherings from '@/lib/simulate/actors/company/gatherings';
import * as houses from '@/lib/simulate/actors/company/houses';
import * as learning from '@/lib/simulate/actors/company/learning';
import * as products from '@/lib/simulate/actors/company/products';
import * as lines from '@/lib/simulate/actors/company/shared-lines';
import * as work from '@/lib/simulate/actors/company/workplaces';
import { corporateNetwork } from '@/lib/simulate/actors/corporate-network';
import { firms } from '@/lib/simulate/actors/firms';
import { individuals } from '@/lib/simulate/actors/individuals';
import { partnerNotices } from '@/lib/simulate/actors/partner-notices';
import { popularHarness } from '@/lib/simulate/actors/popular-harness';
import { reseller } from '@/lib/simulate/actors/reseller';
import { universityClass } from '@/lib/simulate/actors/university-class';
import type { Size } from '@/lib/simulate/company';
import { type Role, role } from '@/lib/simulate/scenario';
import type { ActorKind } from '@/lib/simulate/stage';

/** Honest groups with their numbers of accounts in the mixed world. */
const GROUPS: readonly (readonly [string, ActorKind<Size>, number])[] = [
  ['popular-harness', popularHarness, 1_500],
  ['carrier-nat', lines.carrierNat, 260],
  ['consumer-vpn', lines.vpnUsers, 150],
  ['coworking-space', lines.coworking, 60],
  ['families', lines.families, 110],
  ['prepaid-country', lines.prepaidCountry, 190],
  ['viral-prompt', lines.viralPrompt, 380],
  ['launch-crowd', learning.launchCrowd, 260],
  ['bootcamp', learning.bootcamp, 70],
  ['hackathon', learning.hackathon, 110],
  ['tutoring-product', learning.tutoring, 5],
  ['seat-rollout', work.seatRollout, 120],
  ['agency-one-card', work.agency, 60],
  ['support-outsourcer', work.supportOutsourcer, 30],
  ['translation-bureau', work.translationBureau, 12],
  ['journalists', work.journalists, 24],
  ['game-studio', work.gameStudio, 8],
  ['sdk-defaults', builders.sdkDefaults, 180],
  ['ci-egress', builders.ciEgress, 90],
  ['plugin-shops', builders.pluginShops, 150],
  ['browser-agents', builders.browserAgents, 90],
  ['failover-pairs', builders.failoverPairs, 60],
  ['midnight-cron', builders.midnightCron, 60],
  ['key-pool-startup', builders.keyPool, 6],
  ['judge-users', evaluators.judgeUsers, 24],
  ['dataset-hobbyists', evaluators.datasetHobbyists, 45],
  ['reasoning-researchers', evaluators.researchers, 15],
  ['red-team', evaluators.redTeam, 7],
  ['image-describer', products.imageDescriber, 4],
  ['data-consultancy', products.dataConsultancy, 8],
  ['transcript-cleaner', products.transcriptCleaner, 5],
  ['brand-safety', products.brandSafety, 6],
  ['agent-platform', products.agentPlatform, 5],
  ['exercise-publisher', products.exercisePublisher, 5],
  ['benchmark-runners', evaluators.benchmarkRunners, 35],
  ['online-course', gatherings.onlineCourse, 110],
  ['video-tutorial', gatherings.videoTutorial, 70],
  ['contest', gatherings.contest, 120],
  ['volunteers', gatherings.volunteers, 50],
  ['game-jam', gatherings.gameJam, 60],
  ['freelance-raters', houses.freelanceRaters, 60],
  ['vendor-clients', houses.vendorClients, 40],
  ['incubator', houses.incubator, 20],
  ['laboratories', houses.laboratories, 25],
  ['nameless-firm', houses.namelessFirm, 90],
  ['franchise', houses.franchise, 40],
];

/**
 * Honest customers who look coordinated, or harvesting, or both; `share` of the accounts of the mixed world. In a world that
 * has all of it several times, `which` tells the times apart; the firms that go by one name are there the first time only.
 */
export function honestCompany(share: number, which = 0): Role[] {
  const size = (accounts: number, least = 4) => Math.max(least, Math.round(accounts * share));
  const groups = GROUPS.map(([name, kind, accounts]) =>
    role(numbered(name, which), kind, { accounts: size(accounts, Math.min(accounts, 12)) }, name),
  );
  const classOf = role(
    numbered('university-class', which),
    universityClass,
    { accounts: size(140), begins: 15 },
    'university-class',
  );
  if (which > 0) return [...groups, classOf];
  return [
    ...groups,
    classOf,
    role('corporate-network', corporateNetwork, {
      accounts: size(90),
      organization: 'Halvard Freight AS',
      country: 'PL',
    }),
    role('benchmark-team', benchmarkTeam, { accounts: size(7), perDay: 26 }),
    role('batch-customer', batchCustomer, { accounts: 3, every: 40 }),
    role('reseller-under-contract', reseller, { accounts: size(40), perDay: 2.2 }),
  ];
}

/** Names of several of one kind: `name`, `name-2`, `name-3`, … */
export function numbered(name: string, which: number): string {
  return which === 0 ? name : `${name}-${which + 1}`;
}

/** Customers of no particular kind: private persons and small firms. */
export function everybodyElse(accounts: number): Role[] {
  return [
    role('individuals', individuals, { accounts: Math.round(accounts * 0.9) }),
    role('firms', firms, { accounts: Math.round(accounts * 0.1) }),
    role('partner-notices', partnerNotices, {}),
  ];
}
