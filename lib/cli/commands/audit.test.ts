import { expect, test } from 'vitest';
import type { WholeCheck } from '@/lib/services/audit/verify';
import { checkLines, isBroken } from './audit';

const sound: WholeCheck = { checked: 3, faults: [], more_faults: 0, seq: '7', head: 'abc', known: null };

test('a log that is whole says how far it was checked and what to keep', () => {
  expect(isBroken(sound)).toBe(false);
  expect(checkLines(sound, undefined)).toEqual([
    '3 entries checked, the last is 7 with the hash abc. All are as they were written.',
  ]);
});

test('each fault is told by its sentence, without what could move the cursor', () => {
  const broken: WholeCheck = {
    ...sound,
    faults: [{ kind: 'edited', seq: '5', says: 'Entry 5 was edited: \u001b[2Jx' }],
    more_faults: 2,
    known: false,
  };
  expect(isBroken(broken)).toBe(true);
  expect(checkLines(broken, 'f00')).toEqual([
    'Entry 5 was edited: �[2Jx',
    'And 2 more.',
    'The hash f00 is no longer in the log: it was written anew since.',
    '3 entries checked, the last is 7 with the hash abc.',
  ]);
  expect(isBroken({ ...sound, known: true })).toBe(false);
});
