import { describe, expect, test } from 'vitest';
import { caseFixture, SECRETS } from './case/fixture';
import { Pseudonyms } from './case/pseudonym';
import { redact } from './case/redact';
import { ocsfLines } from './ocsf';

const pseudonyms = new Pseudonyms(Buffer.alloc(32, 1));
const read = (file = caseFixture()) =>
  [...ocsfLines(file)].map((line) => {
    expect(line.indexOf('\n')).toBe(line.length - 1);
    return JSON.parse(line);
  });

test('the campaign comes first, then each account that names it', () => {
  const file = caseFixture();
  const [campaign, ...accounts] = read(file);
  expect(campaign.finding_info).toMatchObject({ uid: 'cmp_1', title: 'Copper Lantern' });
  expect(campaign.finding_info.attacks.length).toBeGreaterThan(0);
  expect(accounts.map((one) => one.evidences[0].user.uid)).toEqual(file.accounts.map(({ id }) => id));
  for (const one of accounts) expect(one.finding_info.related_events[0].uid).toBe(campaign.finding_info.uid);
});

test('every line has what the class requires, in its units', () => {
  for (const line of read()) {
    expect(line).toMatchObject({
      category_uid: 2,
      class_uid: 2004,
      metadata: { product: { name: 'Retort' } },
    });
    expect(line.type_uid).toBe(line.class_uid * 100 + line.activity_id);
    expect(line.time).toBe(Date.parse(caseFixture().cutoff));
    for (const name of ['severity_id', 'status_id', 'confidence_score', 'risk_score', 'count'])
      expect(Number.isInteger(line[name]), name).toBe(true);
    for (const { tactic, technique, sub_technique } of line.finding_info.attacks ?? []) {
      expect(tactic.uid).toMatch(/TA\d{4}$/);
      expect(technique.uid).toMatch(/T\d{4}$/);
      if (sub_technique) expect(sub_technique.uid.startsWith(`${technique.uid}.`)).toBe(true);
    }
  }
});

test.each([
  ['suspected', 1, true],
  ['confirmed', 2, true],
  ['dismissed', 3, false],
  ['closed', 3, false],
] as const)('%s is activity %i', (status, activity, alert) => {
  const file = caseFixture();
  const [line] = read({ ...file, campaign: { ...file.campaign, status } });
  expect([line.activity_id, line.is_alert]).toEqual([activity, alert]);
});

describe.each(['partner', 'public'] as const)('at %s', (level) => {
  test('nothing names a customer', () => {
    const text = [...ocsfLines(redact(caseFixture(), { level, pseudonyms }))].join('');
    for (const secret of Object.values(SECRETS).flat()) expect(text).not.toContain(secret);
  });
});
