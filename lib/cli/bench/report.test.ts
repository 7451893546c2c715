import { expect, test } from 'vitest';
import { judge, type Measure } from '@/lib/cli/bench';
import { type BenchReport, benchmarksPage, exponent } from './report';

test.each([
  ['in step', 10, 10, 1],
  ['with the square', 10, 100, 2],
  ['not at all', 10, 1, 0],
])('cost that grows %s', (_, times, dearer, k) => {
  expect(exponent({ n: 100, cost: 3 }, { n: 100 * times, cost: 3 * dearer })).toBeCloseTo(k);
});

test('no exponent without two costs', () => {
  expect(exponent({ n: 1, cost: 0 }, { n: 10, cost: 4 })).toBeNull();
});

function report(
  size: BenchReport['size'],
  exchanges: number,
  measures: Record<string, Measure[]>,
): BenchReport {
  return {
    size,
    node: 'v22.0.0',
    cpus: 2,
    cpu: 'A processor',
    memory: 8 * 1024 ** 3,
    world: { exchanges, accounts: exchanges / 100 },
    benches: Object.fromEntries(
      Object.entries(measures).map(([name, some]) => [
        name,
        { at: '2026-11-01T10:00:00.000Z', load: [1, 3], measures: some.map(judge) },
      ]),
    ),
  };
}

test('the page sets the sizes side by side, says what was missed, and how cost grows', () => {
  const seconds = (value: number): Measure => ({
    name: 'full run',
    value,
    unit: 's',
    lessIsBetter: true,
    beside: 2,
  });
  const page = benchmarksPage([
    report('small', 1_000, {
      detect: [seconds(5)],
      batch: [{ name: 'preview', value: 900, unit: 'ms', bar: 500, lessIsBetter: true }],
    }),
    { ...report('middle', 10_000, { detect: [seconds(50)] }), remark: 'Half of it.' },
  ]);
  expect(page).toContain('| full run | 5 s (2 s) | 50 s (2 s) |  |');
  expect(page).toContain('| preview | 900 ms **missed** | ≤ 500 ms |');
  expect(page).toContain(
    '| small | 1,000 | 10 | 2 × A processor, 8 GiB, Node v22.0.0 | 2026-11-01 | 1 to 3 |',
  );
  expect(page).toContain('| detect: full run | 1.00 |');
  expect(page).toContain('**middle**: Half of it.');
});
