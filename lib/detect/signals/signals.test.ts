import { describe, expect, test } from 'vitest';
import { SIGNAL_NAMES, signalWords } from '@/lib/model/signals';
import type { Fixture } from './fixtures';
import { SIGNALS } from './index';

const cases = new Map<string, Fixture[]>();
for (const { name } of SIGNALS) {
  const fixtures: { cases: Fixture[] } = await import(`./${name}.fixtures.ts`);
  cases.set(name, fixtures.cases);
}

describe.each(SIGNALS.map((signal) => ({ name: signal.name, signal })))('$name', ({ name, signal }) => {
  const own = cases.get(name) ?? [];

  test('has a case in which it speaks and one in which it does not, or speaks little', () => {
    expect(own.some((one) => one.expect !== null)).toBe(true);
    expect(
      own.some(
        (one) => one.expect === null || Math.min(Math.abs(one.expect.least), Math.abs(one.expect.most)) < 1,
      ),
    ).toBe(true);
  });

  test.each(own)('$name', ({ scene, expect: expected }) => {
    const finding = signal.evaluate(scene());
    if (expected === null) return expect(finding).toBeNull();
    // A signal whose weight is as small as nothing may also keep silent.
    if (finding === null) return expect(expected.least).toBeLessThanOrEqual(0);
    expect(finding.logOdds).toBeGreaterThanOrEqual(expected.least);
    expect(finding.logOdds).toBeLessThanOrEqual(expected.most);
    // Whom it protects follows from which way it speaks: what speaks against cannot be switched off.
    expect(['both', finding.logOdds > 0 ? 'for' : 'against']).toContain(signalWords(name)?.side);
    expect(finding.summary).toMatch(expected.says ?? /\.$/);
    expect(finding.baseline).toMatch(/\.$/);
    expect(() => JSON.stringify(finding.details)).not.toThrow();
  });
});

test('names are unique, and each has its words', () => {
  expect(cases.size).toBe(SIGNALS.length);
  expect([...SIGNAL_NAMES].sort()).toEqual([...cases.keys()].sort());
  for (const { name, about } of SIGNALS) expect(signalWords(name)?.about, name).toBe(about);
});
