import { z } from 'zod';
import { decisionReason, entityId, seenVersion } from '@/lib/model/decision';
import { defineVerb } from '@/lib/services/verb';
import { enforceAccount } from './enforce';

/**
 * Stops an account: its status here, and an order to the provider's systems, which is delivered at least once. RetortError
 * `precondition` also where a batch would need a second person: for whoever looks innocent, against the advice of detection, and for
 * more within a day than one person may stop alone.
 */
export const banAccount = defineVerb({
  name: 'account.ban',
  right: 'account.ban',
  input: z.object({
    id: entityId,
    version: seenVersion,
    reason: decisionReason,
    campaign_id: entityId.optional().meta({ description: 'The campaign in which this was decided.' }),
  }),
  run: (input, work) => enforceAccount({ ...input, kind: 'ban' }, work),
});
