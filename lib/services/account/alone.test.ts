import { expect, test } from 'vitest';
import { aloneRefusal } from './alone';

const standing = { signs: [], advised: 'suspend', alone: 0, threshold: 100 } as const;

test.each([
  ['somebody whom detection would suspend', {}, null],
  ['somebody in no campaign', { signs: ['no_campaign'], advised: null }, null],
  ['somebody of long standing', { signs: ['old'] }, null],
  [
    'a student',
    { signs: ['education', 'old'] },
    /looks innocent: Came by the education pathway\. Ask for a batch/,
  ],
  ['a member that fits badly', { signs: ['loose'] }, /not closely/],
  ['somebody to be watched', { advised: 'watch' }, /advises no more than watching this account\. Ask/],
  ['the hundredth of a day', { alone: 99 }, null],
  ['one more', { alone: 100 }, /it would be 101 accounts; more than 100 need a second person/],
] as const)('one person alone bans %s', (_, more, expected) => {
  const refusal = aloneRefusal({ ...standing, ...more });
  if (expected === null) expect(refusal).toBeNull();
  else expect(refusal).toMatch(expected);
});
