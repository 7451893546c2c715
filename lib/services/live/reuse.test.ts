import { expect, test } from 'vitest';
import { groupsOfReuse } from './reuse';

test('accounts that hold blocks in common are one group, whatever the order', () => {
  const reused = [
    { block: 1n, holders: [5n, 9n], presenters: [9n] },
    { block: 2n, holders: [3n, 4n], presenters: [4n] },
    { block: 3n, holders: [9n, 7n], presenters: [7n] },
  ];
  const groups = [
    { accounts: [3n, 4n], presenters: [4n], blocks: 1 },
    { accounts: [5n, 7n, 9n], presenters: [7n, 9n], blocks: 2 },
  ];
  expect(groupsOfReuse(reused)).toEqual(groups);
  expect(groupsOfReuse([...reused].reverse())).toEqual(groups);
  expect(groupsOfReuse([])).toEqual([]);
});
