import { z } from 'zod';
import { decisionReason, entityId, seenVersion } from '@/lib/model/decision';
import { defineVerb } from '@/lib/services/verb';
import { enforceAccount } from './enforce';

/** Lets an account act again: the inverse of a ban, or of a suspension by the provider. */
export const reinstateAccount = defineVerb({
  name: 'account.reinstate',
  right: 'account.ban',
  input: z.object({
    id: entityId,
    version: seenVersion,
    reason: decisionReason,
    campaign_id: entityId.optional().meta({ description: 'The campaign in which this was decided.' }),
  }),
  run: (input, work) => enforceAccount({ ...input, kind: 'reinstate' }, work),
});
