import { z } from 'zod';
import { DISMISS_OUTCOMES } from '@/lib/model/campaign';
import { decisionReason, entityId, seenVersion } from '@/lib/model/decision';
import { defineVerb } from '@/lib/services/verb';
import { decideCampaign } from './decide';

/**
 * What a person assesses as no campaign, and why. Decides its open alerts. It is raised again only when the
 * evidence differs from what was judged here. Accounts that were banned stay banned.
 */
export const dismissCampaign = defineVerb({
  name: 'campaign.dismiss',
  right: 'campaign.decide',
  input: z.object({
    id: entityId,
    version: seenVersion,
    reason: decisionReason,
    outcome: z.enum(DISMISS_OUTCOMES),
  }),
  run: (input, work) => decideCampaign({ ...input, kind: 'dismiss' }, work),
});
