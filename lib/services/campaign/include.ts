import { z } from 'zod';
import { decisionReason, entityId, seenVersion } from '@/lib/model/decision';
import { defineVerb } from '@/lib/services/verb';
import { relistAccounts } from './relist';

/** Takes an exclusion back: the account is listed as it was, and later runs list it as they find it. */
export const includeAccount = defineVerb({
  name: 'campaign.include',
  right: 'campaign.decide',
  input: z.object({ id: entityId, account_id: entityId, version: seenVersion, reason: decisionReason }),
  run: async ({ account_id, ...input }, work) => ({
    account_id,
    ...(await relistAccounts({ ...input, accounts: [account_id], kind: 'include' }, work)),
  }),
});
