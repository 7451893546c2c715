import { defineVerb } from '@/lib/services/verb';
import { relistAccounts, relistInput } from './relist';

/** As campaign.include for up to 1,000 accounts at once, by one decision: all of them or none. */
export const includeAccounts = defineVerb({
  name: 'campaign.include_many',
  right: 'campaign.decide',
  input: relistInput,
  run: ({ account_ids, ...input }, work) =>
    relistAccounts({ ...input, accounts: account_ids, kind: 'include' }, work),
});
