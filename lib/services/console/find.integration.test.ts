import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { accountKey, indicatorKey } from '@/lib/model/hash';
import { insertAccount, insertCampaign, SYSTEM, T0 } from '@/lib/services/fixture';
import { drawIndicators } from '@/lib/services/indicator/draw';
import { scaffoldKeys, systemKey } from '@/lib/text/scaffold';
import { find } from './find';

const PROMPT =
  'Grade the following answer by the rubric below.\nAnswer: "It is 42."\nReturn one number from 1 to 10.';
const SAME_SCAFFOLD =
  'Grade the following answer by the rubric below.\nAnswer: "Ask Lena."\nReturn one number from 1 to 10.';
const NOBODYS =
  'Please write a short poem about autumn leaves on a quiet river, with four lines and no rhyme.';
const SYSTEM_PROMPT = 'You are a careful grader who follows the rubric to the letter.';
const hash = createHash('sha256').update('lena.kern42@mail.example').digest('hex');

describe('what was pasted leads to what it means', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    await insertCampaign({ id: 'cmp_1', accounts: ['acc_1', 'acc_2', 'acc_3'] });
    await insertAccount('other');
    const values: [string, string, bigint, string[]][] = [
      [
        'payment_fingerprint',
        '5e9a71c4',
        indicatorKey('payment_fingerprint', '5e9a71c4'),
        ['acc_1', 'acc_2'],
      ],
      [
        'payment_bin',
        '999417·prepaid·DE',
        indicatorKey('payment_bin', '999417·prepaid·DE'),
        ['acc_1', 'acc_2'],
      ],
      [
        'address_block',
        '203.0.113.0/24',
        indicatorKey('address_block', '203.0.113.0/24'),
        ['acc_1', 'other'],
      ],
      ['asn', '64500', indicatorKey('asn', '64500'), ['acc_1', 'acc_2', 'other']],
      ['user_agent', 'openai/python/1', indicatorKey('user_agent', 'openai/python/1'), ['acc_1', 'acc_2']],
      ['email_hash', hash, indicatorKey('email_hash', hash), ['acc_1']],
      [
        'organization',
        'Copper Lab 100%',
        indicatorKey('organization', 'Copper Lab 100%'),
        ['acc_1', 'acc_2'],
      ],
      ['system_prompt', 'You are a careful grader', systemKey(SYSTEM_PROMPT) ?? 0n, ['acc_1', 'acc_2']],
    ];
    for (const [kind, value, key, accounts] of values) {
      await getPool().query('INSERT INTO indicator (key, kind, value) VALUES ($1, $2, $3)', [
        key,
        kind,
        value,
      ]);
      await getPool().query(
        `INSERT INTO account_indicator (account_key, indicator_key, first_seen, last_seen) SELECT k, $2, $3, $3 FROM unnest($1::bigint[]) k`,
        [accounts.map(accountKey), key, T0],
      );
    }
    const { head, tail, frame } = scaffoldKeys(PROMPT);
    await getPool().query(
      `INSERT INTO scaffold (id, skeleton, capability, accounts, exchanges, first_seen, last_seen, anchors, examples)
       VALUES ('scf_1', 'Grade the following answer ⟨…⟩', 2, 3, 90, $1, $1, $2, '[]')`,
      [T0, [head, tail, frame].filter((key) => key !== null)],
    );
    await getPool().query(
      "INSERT INTO campaign_scaffold (campaign_id, scaffold_id, accounts, exchanges) VALUES ('cmp_1', 'scf_1', 3, 90)",
    );
    await getPool().query(
      `INSERT INTO decision (id, kind, account_key, reason, actor_kind, actor_id, actor_name, decided_at)
       VALUES ('dec-1', 'ban', $1, 'r', 'system', 'system', 'Retort', $2)`,
      [accountKey('acc_1'), T0],
    );
    await getPool().query(
      `INSERT INTO enforcement_order (id, decision_id, account_key, account_id, kind, reason, created_at)
       VALUES ('ord-1', 'dec-1', $1, 'acc_1', 'ban', 'r', $2)`,
      [accountKey('acc_1'), T0],
    );
    await drawIndicators(T0);
  });
  afterAll(() => db.drop());

  const first = async (q: string) => (await find({ q }, { actor: SYSTEM })).items[0]?.href;

  test.each([
    ['cmp_1', '/campaigns/cmp_1'],
    ['acc_2', '/accounts/acc_2'],
    [' acc_2\n', '/accounts/acc_2'],
    ['5e9a71c4', '/indicators/payment_fingerprint%3A5e9a71c4'],
    ['999417', `/indicators/${encodeURIComponent('payment_bin:999417·prepaid·DE')}`],
    ['203.0.113.77', '/indicators/address_block%3A203.0.113.0%2F24'],
    ['198.51.100.7', '/indicators/address_block%3A198.51.100.0%2F24'],
    ['AS64500', '/indicators/asn%3A64500'],
    ['64500', '/indicators/asn%3A64500'],
    ['OpenAI/Python 1.44.0', '/indicators/user_agent%3Aopenai%2Fpython%2F1'],
    ['lena.kern42@mail.example', `/indicators/email_hash%3A${hash}`],
    [hash.toUpperCase(), `/indicators/email_hash%3A${hash}`],
    ['copper lab 100%', '/indicators/organization%3ACopper%20Lab%20100%25'],
    ['copper', '/indicators/organization%3ACopper%20Lab%20100%25'],
    ['ord-1', '/accounts/acc_1?tab=decisions'],
    ['dec-1', '/accounts/acc_1?tab=decisions'],
    ['scf_1', '/indicators/scaffold%3Ascf_1'],
    ['acc_1, acc_3', '/accounts/compare?id=acc_1&id=acc_3'],
    ['copper lab 50%', undefined],
    ['nothing of the kind', undefined],
  ])('%j', async (q, href) => {
    expect(await first(q)).toBe(href);
  });

  test('a prompt with another payload: the family and its campaign', async () => {
    const found = await find({ q: SAME_SCAFFOLD }, { actor: SYSTEM });
    expect(found.items[0]).toMatchObject({ kind: 'scaffold', href: '/campaigns/cmp_1/prompts?family=scf_1' });
    expect(found.verdict).toEqual({
      says: 'family',
      scaffold: 'Grade the following answer ⟨…⟩',
      campaign: 'A harvest of coding',
      more: 0,
    });
  });

  test('a system prompt, and a text that nobody known sends', async () => {
    const system = await find({ q: SYSTEM_PROMPT }, { actor: SYSTEM });
    expect(system.verdict?.says).toBe('system');
    expect(system.items[0]?.href).toMatch(/^\/indicators\/system_prompt%23[0-9a-f]{16}$|system_prompt#/);
    expect(await find({ q: NOBODYS }, { actor: SYSTEM })).toEqual({
      items: [],
      verdict: { says: 'nobody', scaffold: null, campaign: null, more: 0 },
    });
  });

  test.each(['', '  ', '\0', 'x'.repeat(30_001)])('refuses %#', async (q) => {
    await expect(find({ q }, { actor: SYSTEM })).rejects.toMatchObject({ code: 'invalid' });
  });
});
