import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { builtinPrompts } from '@/lib/simulate/prompts';
import { tiny } from '@/lib/simulate/scenarios/tiny';
import { DAY } from './schedule';
import { evaluateWorld, type WorldReport } from './world';

const worlds = () => readdirSync(tmpdir()).filter((name) => name.startsWith('retort-eval-world-'));

let db: TestDatabase;
let before: string[];
let report: WorldReport;
beforeAll(async () => {
  db = await createTestDatabase();
  before = worlds();
  report = await evaluateWorld({
    scenario: tiny,
    seed: 1,
    difficulty: 'middle',
    scale: 1,
    prompts: builtinPrompts,
    every: 2 * DAY,
    note: () => undefined,
  });
});
afterAll(() => db.drop());

test('a whole world is made, read in, judged and cleared away', async () => {
  const { rows } = await getPool().query(
    'SELECT (SELECT count(*)::int FROM exchange) AS exchanges, (SELECT count(*)::int FROM detection_run) AS runs',
  );
  expect(rows).toEqual([{ exchanges: report.exchanges, runs: report.runs }]);
  expect(report.result.campaigns_true).toBe(3);
  expect(worlds()).toEqual(before);
});

test('what was found is dated by the first run that found it', () => {
  const found = report.result.true.filter(({ spent_at_detection }) => spent_at_detection !== null);
  expect(found.length).toBeGreaterThan(0);
  for (const { seconds_to_detection, spent_at_detection } of found) {
    expect(seconds_to_detection).toBeGreaterThan(0);
    expect(spent_at_detection).toBeGreaterThan(0);
  }
  const times = found.map(({ seconds_to_detection }) => seconds_to_detection);
  expect(Math.min(...(times as number[]))).toBeLessThan(8 * 86_400);
});

test('every honest account is in one group, and every listed account and assessed group in the reliability', async () => {
  const grouped = report.groups.reduce((sum, { accounts }) => sum + accounts, 0);
  expect(grouped).toBe(report.honest);
  expect(report.groups.map(({ group }) => group)).toContain('northfield-class');
  const { rows } = await getPool().query('SELECT count(*)::int AS listed FROM campaign_account');
  expect(report.memberships.length).toBe(rows[0].listed);
  expect(report.assessed.length).toBeGreaterThanOrEqual(report.result.campaigns_detected);
  const missed = report.result.true.filter(({ found }) => !found).map(({ campaign }) => campaign);
  expect(report.missed.map(({ campaign }) => campaign)).toEqual(missed);
});
