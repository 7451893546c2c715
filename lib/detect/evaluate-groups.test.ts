import { expect, test } from 'vitest';
import { beyondWatch, evaluateGroups } from './evaluate-groups';

test('counts the accounts of each honest group by the step recommended for them', () => {
  const steps = new Map([
    ['c1', 'watch'],
    ['c2', 'verify'],
    ['c3', 'verify'],
    ['b1', 'suspend'],
    ['operator', 'suspend'],
  ] as const);
  const results = evaluateGroups(
    [
      { group: 'class', kind: 'lookalike', accounts: ['c1', 'c2', 'c3', 'c4'] },
      { group: 'batch', kind: 'lookalike', accounts: ['b1'] },
      { group: 'people', kind: 'ordinary', accounts: ['p1', 'p2'] },
    ],
    steps,
  );
  expect(results).toEqual([
    {
      group: 'class',
      kind: 'lookalike',
      accounts: 4,
      steps: { watch: 1, verify: 2, throttle: 0, suspend: 0 },
    },
    {
      group: 'batch',
      kind: 'lookalike',
      accounts: 1,
      steps: { watch: 0, verify: 0, throttle: 0, suspend: 1 },
    },
    {
      group: 'people',
      kind: 'ordinary',
      accounts: 2,
      steps: { watch: 0, verify: 0, throttle: 0, suspend: 0 },
    },
  ]);
  expect(results.map((one) => beyondWatch(one.steps))).toEqual([2, 1, 0]);
});
