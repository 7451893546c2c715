import { expect, test } from 'vitest';
import { deedWords } from './activity-words';

const told = { accounts: null, undone: null, campaign: null, account_id: null };
const campaign = { id: 'cmp_1', title: 'Slow Heron' };

test.each([
  ['note', {}, 'wrote'],
  ['merged', { campaign }, 'merged it into'],
  ['split_off', { campaign, accounts: 12 }, 'split off 12 accounts, as'],
  ['account_excluded', { account_id: 'acc_1' }, 'took out'],
  ['account_excluded', { accounts: 3 }, 'took out 3 accounts'],
  ['dismissed', {}, 'dismissed it'],
  ['dismissed', { campaign }, 'dismissed it as a duplicate of'],
  ['undone', { undone: 'merge' }, 'took back the merger'],
  ['undone', { undone: 'something new' }, 'took back a decision'],
  ['raised_again', {}, 'raised again'],
])('%s %j', (kind, more, words) => {
  expect(deedWords({ ...told, ...more, kind })).toBe(words);
});
