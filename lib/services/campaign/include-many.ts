import { z } from 'zod';
import { decisionReason, entityId, seenVersion } from '@/lib/model/decision';
import { RELIST_LIMIT } from '@/lib/model/moves';
import { defineVerb } from '@/lib/services/verb';
import { relistAccounts } from './relist';

/** As campaign.include for up to 1,000 accounts at once, by one decision: all of them or none. */
export const includeAccounts = defineVerb({
  name: 'campaign.include_many',
  right: 'campaign.decide',
  input: z.object({
    id: entityId,
    account_ids: z.array(entityId).min(1).max(RELIST_LIMIT),
    version: seenVersion,
    reason: decisionReason,
  }),
  run: ({ account_ids, ...input }, work) =>
    relistAccounts({ ...input, accounts: account_ids, kind: 'include' }, work),
});
