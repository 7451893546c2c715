import { z } from 'zod';
import { decisionReason, entityId, seenVersion } from '@/lib/model/decision';
import { defineVerb } from '@/lib/services/verb';
import { relistAccounts } from './relist';

/**
 * Takes an account out of a campaign that a person finds it does not belong to. No later run lists it there again, unless
 * more is known of it than now; then it is said what. The account itself stays as it is.
 */
export const excludeAccount = defineVerb({
  name: 'campaign.exclude',
  right: 'campaign.decide',
  input: z.object({ id: entityId, account_id: entityId, version: seenVersion, reason: decisionReason }),
  run: async ({ account_id, ...input }, work) => ({
    account_id,
    ...(await relistAccounts({ ...input, accounts: [account_id], kind: 'exclude' }, work)),
  }),
});
