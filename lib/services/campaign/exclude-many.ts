import { defineVerb } from '@/lib/services/verb';
import { relistAccounts, relistInput } from './relist';

/** As campaign.exclude for up to 1,000 accounts at once, by one decision: all of them or none. */
export const excludeAccounts = defineVerb({
  name: 'campaign.exclude_many',
  right: 'campaign.decide',
  input: relistInput,
  run: ({ account_ids, ...input }, work) =>
    relistAccounts({ ...input, accounts: account_ids, kind: 'exclude' }, work),
});
