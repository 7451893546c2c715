import { campus } from './campus';
import { capabilityConcentration } from './capability-concentration';
import { cardIssuer } from './card-issuer';
import { commonClockSignal } from './common-clock';
import { commonRepertoire } from './common-repertoire';
import { declaredUse } from './declared-use';
import { dedication } from './dedication';
import { emailPattern } from './email-pattern';
import { event } from './event';
import { loadBalancing } from './load-balancing';
import { longStanding } from './long-standing';
import { oneOrganization } from './one-organization';
import { popularClient } from './popular-client';
import { programVector } from './program-vector';
import { publicTemplate } from './public-template';
import { ramp } from './ramp';
import { reasoningReuse } from './reasoning-reuse';
import { registrationBurst } from './registration-burst';
import { releasePivot } from './release-pivot';
import { scaffoldFamilies } from './scaffold-families';
import { scaffoldedVolume } from './scaffolded-volume';
import { separateCustomers } from './separate-customers';
import { sharedInfrastructure } from './shared-infrastructure';
import { sharedPayment } from './shared-payment';
import type { Signal } from './signal';
import { succession } from './succession';

/** Every signal, in the order in which equal findings are shown. */
export const SIGNALS: readonly Signal[] = [
  sharedPayment,
  cardIssuer,
  scaffoldFamilies,
  commonRepertoire,
  programVector,
  loadBalancing,
  commonClockSignal,
  registrationBurst,
  emailPattern,
  ramp,
  sharedInfrastructure,
  reasoningReuse,
  succession,
  releasePivot,
  capabilityConcentration,
  scaffoldedVolume,
  dedication,
  oneOrganization,
  campus,
  declaredUse,
  event,
  publicTemplate,
  popularClient,
  separateCustomers,
  longStanding,
];
