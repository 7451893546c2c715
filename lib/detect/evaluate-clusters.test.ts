import { expect, test } from 'vitest';
import { clusterAgreement } from './evaluate-clusters';

const each = (text: string): string[] => [...text];
const clusters = (text: string): (string | null)[] => [...text].map((one) => (one === '-' ? null : one));

test.each([
  [
    'the same partition under other names',
    'aaabbbccc',
    'xxxyyyzzz',
    { homogeneity: 1, completeness: 1, ari: 1 },
  ],
  ['everything in one cluster', 'aaabbb', 'xxxxxx', { homogeneity: 0, completeness: 1, ari: 0 }],
  ['every item of its own', 'aaabbb', '123456', { homogeneity: 1, ari: 0 }],
  ['one class in two clusters', 'aaaabbbb', 'wwxxyyyy', { homogeneity: 1, completeness: 2 / 3 }],
])('%s', (_, classes, predicted, expected) => {
  const result = clusterAgreement(each(classes), clusters(predicted), 1);
  for (const [name, value] of Object.entries(expected))
    expect(result[name as keyof typeof result], name).toBeCloseTo(value);
});

test('agrees with a worked example of the adjusted Rand index', () => {
  // Contingency [[2, 1, 0], [0, 1, 2]]: pairs 2 together in both, 6 in classes, 3 in clusters, of 15.
  expect(clusterAgreement(each('aaabbb'), clusters('xxyyzz'), 1).ari).toBeCloseTo((2 - 1.2) / (4.5 - 1.2));
});

test('items without a cluster or in one too small lower the coverage only', () => {
  expect(clusterAgreement(each('aaabbbab'), clusters('xxxyyy-z'), 3)).toMatchObject({
    items: 8,
    classes: 2,
    clusters: 2,
    coverage: 0.75,
    ari: 1,
  });
  expect(clusterAgreement([], [])).toMatchObject({ items: 0, coverage: 0 });
});
