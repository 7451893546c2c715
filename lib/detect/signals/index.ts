import { actingTogether } from './acting-together';
import { agency } from './agency';
import { aroundTheClock } from './around-the-clock';
import { campus } from './campus';
import { capabilityConcentration } from './capability-concentration';
import { cardIssuer } from './card-issuer';
import { coStart } from './co-start';
import { commonClockSignal } from './common-clock';
import { commonRepertoire } from './common-repertoire';
import { contentWindows } from './content-windows';
import { contractReseller } from './contract-reseller';
import { declaredUse } from './declared-use';
import { dedication } from './dedication';
import { emailPattern } from './email-pattern';
import { event } from './event';
import { handover } from './handover';
import { loadBalancing } from './load-balancing';
import { longStanding } from './long-standing';
import { noOtherTies } from './no-other-ties';
import { oneHouse } from './one-house';
import { oneOrganization } from './one-organization';
import { onePayer } from './one-payer';
import { ownHours } from './own-hours';
import { planUsage } from './plan-usage';
import { popularClient } from './popular-client';
import { probeThenExploit } from './probe-then-exploit';
import { programVector } from './program-vector';
import { publicTemplate } from './public-template';
import { ramp } from './ramp';
import { reasoningReuse } from './reasoning-reuse';
import { registrationBurst } from './registration-burst';
import { releasePivot } from './release-pivot';
import { reportedElsewhere } from './reported-elsewhere';
import { scaffoldFamilies } from './scaffold-families';
import { scaffoldedVolume } from './scaffolded-volume';
import { separateCustomers } from './separate-customers';
import { severalHouses } from './several-houses';
import { sharedEgress } from './shared-egress';
import { sharedInfrastructure } from './shared-infrastructure';
import { sharedPayment } from './shared-payment';
import type { Signal } from './signal';
import { singlePurpose } from './single-purpose';
import { sitting } from './sitting';
import { succession } from './succession';
import { unknownHolders } from './unknown-holders';
import { verifiedCustomers } from './verified-customers';
import { wokenTogether } from './woken-together';

/** Every signal, in the order in which equal findings are shown. */
export const SIGNALS: readonly Signal[] = [
  sharedPayment,
  cardIssuer,
  scaffoldFamilies,
  commonRepertoire,
  programVector,
  actingTogether,
  loadBalancing,
  commonClockSignal,
  coStart,
  wokenTogether,
  aroundTheClock,
  handover,
  registrationBurst,
  emailPattern,
  ramp,
  planUsage,
  sharedInfrastructure,
  reasoningReuse,
  singlePurpose,
  succession,
  reportedElsewhere,
  releasePivot,
  capabilityConcentration,
  probeThenExploit,
  scaffoldedVolume,
  contentWindows,
  dedication,
  oneOrganization,
  oneHouse,
  severalHouses,
  campus,
  contractReseller,
  agency,
  verifiedCustomers,
  declaredUse,
  event,
  sitting,
  publicTemplate,
  popularClient,
  sharedEgress,
  separateCustomers,
  ownHours,
  noOtherTies,
  onePayer,
  unknownHolders,
  longStanding,
];
