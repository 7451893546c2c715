import { expect, it } from 'vitest';
import { happened } from './words';

it.each([
  [
    'new: 90 accounts collect graded answers and written-out reasoning',
    'new: 90 accounts, graded answers and reasoning',
  ],
  ['new: 1,204 accounts collect hidden reasoning traces', 'new: 1,204 accounts, hidden reasoning'],
  ['new: 45 accounts send the same scaffolds', 'new: 45 accounts, the same scaffolds'],
  ['Tall Tern: 67 new accounts took over after a ban.', '67 new accounts took over after a ban'],
  ['sends 3 times as much as a week ago', 'sends 3 times as much as a week ago'],
])('%s reads in a row: %s', (summary, shown) => expect(happened('Tall Tern', summary)).toBe(shown));
