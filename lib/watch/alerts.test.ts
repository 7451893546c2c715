import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { METRICS } from './metrics';

const FILE = readFileSync(join(process.cwd(), 'docs', 'operations', 'alerts.yml'), 'utf8');

/** The lines of a rule, in their order: the file keeps to this much of YAML. */
const RULE = [
  /^ {6}- alert: (Retort[A-Z]\w+)$/,
  /^ {8}expr: (\S.*)$/,
  /^ {8}for: (\d+[smh])$/,
  /^ {8}labels:$/,
  /^ {10}severity: (page|ticket)$/,
  /^ {8}annotations:$/,
  /^ {10}summary: ([A-Z][^:#]+\.)$/,
];
const FUNCTIONS = new Set(['sum', 'max', 'rate', 'histogram_quantile', 'by', 'and', 'le']);

const [comment, groups, name, rules, ...lines] = FILE.trimEnd().split('\n');

/** Every time series that may be asked for, with the labels it has. */
const SERIES = new Map<string, readonly string[]>();
for (const [metric, { type, labels }] of Object.entries(METRICS)) {
  if (type !== 'histogram') SERIES.set(metric, labels);
  else {
    SERIES.set(`${metric}_bucket`, [...labels, 'le']);
    SERIES.set(`${metric}_sum`, labels);
    SERIES.set(`${metric}_count`, labels);
  }
}

test('the alert rules are a file that Prometheus reads', () => {
  expect(comment).toMatch(/^# /);
  expect([groups, name, rules]).toEqual(['groups:', '  - name: retort', '    rules:']);
  expect(lines.length % RULE.length).toBe(0);
  for (const [at, line] of lines.entries()) expect(line).toMatch(RULE[at % RULE.length] as RegExp);
  const alerts = lines.filter((_, at) => at % RULE.length === 0);
  expect(new Set(alerts).size).toBe(alerts.length);
});

describe('each rule', () => {
  const said = lines.filter((_, at) => at % RULE.length === 1).map((line) => line.replace(/^ *expr: /, ''));

  test.each(said)('asks only for what there is: %s', (expr) => {
    let depth = 0;
    for (const character of expr) {
      depth += '([{'.includes(character) ? 1 : ')]}'.includes(character) ? -1 : 0;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
    expect(depth).toBe(0);
    const asked = [...expr.matchAll(/\b([a-z]+_[a-z_0-9]+)\b(?:\{([^}]*)\})?/g)].filter(
      ([, word]) => !FUNCTIONS.has(word as string),
    );
    expect(asked.length).toBeGreaterThan(0);
    for (const [, series = '', filters] of asked) {
      const labels = SERIES.get(series);
      expect(labels, series).toBeDefined();
      for (const filter of filters?.split(',') ?? []) {
        const [, label] = /^(\w+)=~?"[^"]+"$/.exec(filter.trim()) ?? [];
        expect(labels).toContain(label);
      }
    }
    for (const [, by = ''] of expr.matchAll(/by \((\w+)\)/g))
      expect(asked.some(([, series = '']) => SERIES.get(series)?.includes(by))).toBe(true);
  });
});
