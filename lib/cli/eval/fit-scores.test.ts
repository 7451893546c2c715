import { expect, test } from 'vitest';
import { outcomesIn } from './fit-scores';

test('reads groups with what their evidence rests on, and leaves out those that were not asked', () => {
  const evidence = [
    { signal: 'scaffold-families', log_odds: 3 },
    { signal: 'shared-payment', log_odds: 4 },
    { signal: 'long-standing', log_odds: -0.5 },
    { signal: 'dedication', log_odds: 0.8 },
    { signal: 'one that is gone', log_odds: 9 },
  ];
  const assessed = [
    { accounts: 40, campaign: 'grey-hydra', evidence },
    { accounts: 9, campaign: null, evidence: [{ signal: 'dedication', log_odds: -0.9 }] },
  ];
  expect(outcomesIn([{ worlds: [{ assessed }] }])).toEqual([
    {
      sums: { program: 3, other: 4, against: -0.5, unison: 0, extraction: 0.8, accounts: 40 },
      real: true,
    },
  ]);
});
