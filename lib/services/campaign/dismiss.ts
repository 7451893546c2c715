import { z } from 'zod';
import { decisionReason, dismissalFields, entityId, saysOfWhat, seenVersion } from '@/lib/model/decision';
import { defineVerb } from '@/lib/services/verb';
import { decideCampaign } from './decide';

/**
 * What a person assesses as no campaign of its own, and why; of a duplicate it is said of which. Decides its open alerts. It
 * is raised again only when the evidence differs from what was judged here. Accounts that were banned stay banned.
 */
export const dismissCampaign = defineVerb({
  name: 'campaign.dismiss',
  right: 'campaign.decide',
  input: z
    .object({ id: entityId, version: seenVersion, reason: decisionReason, ...dismissalFields })
    .superRefine(saysOfWhat),
  run: (input, work) => decideCampaign({ ...input, kind: 'dismiss' }, work),
});
