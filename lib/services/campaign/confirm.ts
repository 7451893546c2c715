import { z } from 'zod';
import { decisionReason, entityId, seenVersion } from '@/lib/model/decision';
import { defineVerb } from '@/lib/services/verb';
import { decideCampaign } from './decide';

/** What a person assesses as one harvesting operation. Decides the campaign's open alerts; bans nobody. */
export const confirmCampaign = defineVerb({
  name: 'campaign.confirm',
  right: 'campaign.decide',
  input: z.object({ id: entityId, version: seenVersion, reason: decisionReason }),
  run: (input, work) => decideCampaign({ ...input, kind: 'confirm', outcome: null }, work),
});
