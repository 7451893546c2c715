import { profile } from '@/lib/model/mapping-schema';

/** For tests: a mapping of calls in a list, and a call. */
export const OURS = profile.parse({
  rows: ['calls'],
  fields: {
    id: [{ paths: ['ref'] }],
    account_id: [{ paths: ['who.customer'] }],
    occurred_at: [{ paths: ['at'] }],
    model: [{ paths: ['llm'] }],
    prompt: [{ paths: ['asked'], as: 'text' }],
  },
});
export const row = (ref: string, more: object = {}) => ({
  ref,
  who: { customer: 'c-7', team: 'blue' },
  at: 1_795_334_000,
  llm: 'aster-4',
  asked: 'Name a river.',
  ...more,
});
