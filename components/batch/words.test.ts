import { expect, test } from 'vitest';
import { batchTitle, progressWords, scheduleWords } from './words';

const none = { total: 0, innocent: 0, applied: 0, skipped: 0, failed: 0, pending: 0, cancelled: 0 };

test.each([
  [{ ...none, total: 5, pending: 5 }, '0 of 5 done'],
  [
    { ...none, total: 1_635, applied: 1_208, failed: 9, skipped: 12 },
    '1,208 of 1,623 done, 9 failed, 12 skipped',
  ],
  [{ ...none, total: 5, applied: 2, cancelled: 3 }, '2 of 5 done, 3 not done'],
])('progress %j reads "%s"', (progress, words) => {
  expect(progressWords(progress)).toBe(words);
});

test('those that are skipped are no part of what a batch is called', () => {
  const progress = { ...none, total: 170, skipped: 77 };
  expect(batchTitle({ kind: 'suspend', status: 'waiting', progress })).toBe('Suspend 93 accounts');
});

test.each([
  ['ban', 'done', 1, 'Ban 1 account'],
  ['verify', 'waiting', 1_635, 'Verify 1,635 accounts'],
  [null, 'draft', 0, 'Draft'],
] as const)('a batch to %s that is %s is called so', (kind, status, total, title) => {
  expect(batchTitle({ kind, status, progress: { ...none, total } })).toBe(title);
});

test.each([
  [null, 'at once'],
  [{ mode: 'now', starts_at: null, ends_at: null }, 'at once'],
  [{ mode: 'at', starts_at: 'A', ends_at: null }, 'on <A> UTC'],
  [{ mode: 'spread', starts_at: 'A', ends_at: 'B' }, 'at random times from <A> to <B> UTC'],
] as const)('the schedule %j reads "%s"', (schedule, words) => {
  expect(scheduleWords(schedule, (time) => `<${time}>`)).toBe(words);
});
