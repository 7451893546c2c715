import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getPool, transaction } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { accountKey } from '@/lib/model/hash';
import type { Draft } from './draft';
import { storeCampaigns } from './store';

const DAY = 86_400_000;
const T0 = Date.UTC(2026, 9, 1);

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await getPool().query('TRUNCATE campaign, account CASCADE');
});

interface Sketch {
  accounts: string[];
  scaffolds?: string[];
  banned?: string[];
  successors?: string[];
  evidence?: Record<string, number>;
  harvest?: number;
}

/** A finding that says only what the test is about. */
function draftOf({
  accounts,
  banned = [],
  successors = [],
  evidence = { 'shared-payment': 3 },
  harvest = 50,
}: Sketch): Draft {
  const members = accounts.map((id) => ({
    key: accountKey(id),
    membership: 0.95,
    harvestShare: 0.9,
    role: successors.includes(id) ? ('successor' as const) : ('core' as const),
    reasons: [`Sends ${harvest} exchanges of the group's kind, 90% of its traffic.`],
    action: 'suspend' as const,
    exchanges: harvest + 5,
    harvest,
    looksInnocent: null,
    joinedAt: new Date(T0 - DAY),
    active: !banned.includes(id),
  }));
  return {
    assessment: {
      evidence: Object.entries(evidence).map(([signal, log_odds]) => ({
        signal,
        about: 'coordination' as const,
        log_odds,
        summary: 'A sentence.',
        baseline: 'A rate.',
        details: {},
      })),
      coordination: 0.95,
      extraction: 0.95,
      score: 0.9,
      action: 'suspend',
      kinds: ['payment'],
    },
    founder: members[0]?.key as bigint,
    firstSeen: new Date(T0 - 5 * DAY),
    lastSeen: new Date(T0),
    exchanges: members.length * (harvest + 5),
    harvest: members.length * harvest,
    activeAccounts: members.filter(({ active }) => active).length,
    capabilities: { rubric_grading: 1 },
    baseline: { general: 1 },
    peers: 100,
    trend: [],
    members,
    hours: [],
    families: [],
    action: 'suspend',
  };
}

async function run(day: number, ...sketches: Sketch[]): Promise<string[]> {
  const names = sketches.flatMap(({ accounts }) => accounts);
  await getPool().query(
    'INSERT INTO account (key, id) SELECT * FROM unnest($1::bigint[], $2::text[]) ON CONFLICT DO NOTHING',
    [names.map(accountKey), names],
  );
  const until = new Date(T0 + day * DAY);
  const outcomes = sketches.map((sketch) => ({
    draft: draftOf(sketch),
    scaffolds: (sketch.scaffolds ?? []).map((id) => ({ id, accounts: 3, exchanges: 30 })),
    hours: async () => ({ rows: [], from: until, source: 'test' }),
  }));
  return transaction((tx) => storeCampaigns(tx, until, outcomes, `run_${day}`));
}

const names = (prefix: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `${prefix}-${from + i}`);
const campaign = async (id: string) =>
  (await getPool().query('SELECT * FROM campaign WHERE id = $1', [id])).rows[0];
const events = async (id: string): Promise<string[]> =>
  (
    await getPool().query<{ kind: string }>(
      'SELECT kind FROM campaign_event WHERE campaign_id = $1 ORDER BY occurred_at, kind',
      [id],
    )
  ).rows.map(({ kind }) => kind);
const members = async (id: string): Promise<string[]> =>
  (
    await getPool().query<{ id: string }>(
      'SELECT a.id FROM campaign_account m JOIN account a ON a.key = m.account_key WHERE campaign_id = $1 ORDER BY a.id',
      [id],
    )
  ).rows.map(({ id: name }) => name);
const state = async () => {
  const all = [];
  for (const table of [
    'campaign',
    'campaign_account',
    'campaign_evidence',
    'campaign_event',
    'campaign_scaffold',
    'alert',
  ])
    all.push((await getPool().query(`SELECT t.* FROM ${table} t ORDER BY t::text`)).rows);
  return JSON.stringify(all, (key, value) =>
    key === 'run_id' ? undefined : typeof value === 'bigint' ? String(value) : value,
  );
};

describe('campaigns through time', () => {
  test('two that act as one become one: the smaller is closed and says where it went', async () => {
    const [a, b] = await run(
      0,
      { accounts: names('a', 0, 20), scaffolds: ['s1'] },
      { accounts: names('b', 0, 8), scaffolds: ['s2'] },
    );
    await getPool().query("UPDATE campaign SET status = 'confirmed', decided_at = now() WHERE id = $1", [b]);
    const all = [...names('a', 0, 20), ...names('b', 0, 8)];
    expect(await run(1, { accounts: all, scaffolds: ['s1', 's2'] })).toEqual([a]);
    expect(await campaign(b as string)).toMatchObject({ status: 'closed', merged_into: a, current: false });
    expect(await events(b as string)).toEqual(['detected', 'merged']);
    expect(await events(a as string)).toEqual(['detected', 'merged']);
    const { rows } = await getPool().query("SELECT campaign_id FROM alert WHERE status = 'open'");
    expect(rows).toEqual([{ campaign_id: a }, { campaign_id: a }]);

    const before = await state();
    await run(1, { accounts: all, scaffolds: ['s1', 's2'] });
    expect(await state()).toBe(before);

    await run(
      2,
      { accounts: names('a', 0, 20), scaffolds: ['s1'] },
      { accounts: names('b', 0, 8), scaffolds: ['s2'] },
    );
    expect(await campaign(b as string)).toMatchObject({
      status: 'confirmed',
      merged_into: null,
      current: true,
    });
  });

  test('a part that acts apart is a campaign of its own that says what it was split from', async () => {
    const [a] = await run(0, { accounts: names('a', 0, 30) });
    const [part, rest] = await run(1, { accounts: names('a', 0, 8) }, { accounts: names('a', 8, 30) });
    expect(rest).toBe(a);
    expect(await campaign(part as string)).toMatchObject({ split_from: a, status: 'suspected' });
    expect(await events(a as string)).toEqual(['detected', 'split']);
    expect(await events(part as string)).toEqual(['detected', 'split']);
  });

  test('a part of a dismissed campaign is dismissed with it, unless more is known of it', async () => {
    const [a] = await run(0, { accounts: names('a', 0, 30) });
    await getPool().query(
      `UPDATE campaign SET status = 'dismissed', dismiss_outcome = 'authorized', decided_at = now(),
              judged_evidence = '{"shared-payment": 3}' WHERE id = $1`,
      [a],
    );
    const [part] = await run(1, { accounts: names('a', 0, 8) }, { accounts: names('a', 8, 30) });
    expect(await campaign(part as string)).toMatchObject({
      status: 'dismissed',
      dismiss_outcome: 'authorized',
    });
    const { rows } = await getPool().query('SELECT 1 FROM alert WHERE campaign_id = $1', [part]);
    expect(rows).toEqual([]);
    await run(
      2,
      { accounts: names('a', 0, 8), evidence: { 'shared-payment': 3, ramp: 2 } },
      { accounts: names('a', 8, 30) },
    );
    expect(await campaign(part as string)).toMatchObject({ status: 'suspected' });
    expect(await events(part as string)).toContain('raised_again');
    expect(await campaign(a as string)).toMatchObject({ status: 'dismissed' });
  });

  test('when nobody can act any more it is contained; who takes over then is a succession and an alert', async () => {
    const first = names('a', 0, 10);
    const [a] = await run(0, { accounts: first });
    await run(1, { accounts: first, banned: first });
    expect(await campaign(a as string)).toMatchObject({
      status: 'contained',
      contained_at: new Date(T0 + DAY),
    });
    await run(2, { accounts: [...first, 'new-1'], banned: first, successors: ['new-1'] });
    expect(await campaign(a as string)).toMatchObject({ status: 'suspected', contained_at: null });
    expect(await events(a as string)).toEqual(['detected', 'contained', 'succeeded']);
    const { rows } = await getPool().query("SELECT summary FROM alert WHERE kind = 'successor'");
    expect(rows).toEqual([{ summary: '1 new account took up the work of a contained campaign' }]);
  });

  test('a confirmed campaign that fell silent is contained once all its accounts are banned, and taken up again as itself', async () => {
    const scaffolds = ['s1', 's2'];
    const [a] = await run(0, { accounts: names('a', 0, 10), scaffolds });
    await getPool().query("UPDATE campaign SET status = 'confirmed', decided_at = now() WHERE id = $1", [a]);
    await getPool().query("UPDATE account SET status = 'banned', status_at = $1", [new Date(T0 + DAY)]);
    await run(0.5);
    expect(await campaign(a as string)).toMatchObject({ status: 'confirmed', current: false });
    await run(2);
    expect(await campaign(a as string)).toMatchObject({ status: 'contained', active_accounts: 0 });
    expect(await run(9, { accounts: names('c', 0, 6), scaffolds })).toEqual([a]);
    expect(await campaign(a as string)).toMatchObject({ status: 'confirmed', current: true });
    expect(await events(a as string)).toEqual(['detected', 'faded', 'contained', 'returned', 'succeeded']);
  });
});

describe('what people took out', () => {
  const exclude = async (id: string, account: string) => {
    await getPool().query(
      `INSERT INTO campaign_exclusion (campaign_id, account_key, kind, reason, listed, decision_id, actor_name, excluded_at)
       SELECT $1, $2, 'excluded', 'A contractor.', to_jsonb(m) - 'campaign_id' - 'account_key', 'd', 'Dana Okafor', $3
         FROM campaign_account m WHERE campaign_id = $1 AND account_key = $2`,
      [id, accountKey(account), new Date(T0)],
    );
  };

  test('stays out on the same evidence, also of what it is merged into', async () => {
    const [a, b] = await run(0, { accounts: names('a', 0, 20) }, { accounts: names('b', 0, 8) });
    await exclude(b as string, 'b-3');
    await run(1, { accounts: names('a', 0, 20) }, { accounts: names('b', 0, 8) });
    expect(await members(b as string)).toEqual(names('b', 0, 8).filter((name) => name !== 'b-3'));
    expect(await campaign(b as string)).toMatchObject({
      account_count: 7,
      active_accounts: 7,
      harvest_exchanges: 350n,
    });
    await run(2, { accounts: [...names('a', 0, 20), ...names('b', 0, 8)] });
    expect(await members(a as string)).not.toContain('b-3');
  });

  test('is listed again when more is known, and then it says what', async () => {
    const accounts = names('a', 0, 6);
    const [a] = await run(0, { accounts });
    await exclude(a as string, 'a-2');
    await run(1, { accounts, harvest: 400 });
    expect(await members(a as string)).toContain('a-2');
    const { rows } = await getPool().query('SELECT reasons FROM campaign_account WHERE account_key = $1', [
      accountKey('a-2'),
    ]);
    expect(rows[0].reasons[0]).toBe(
      "Taken out on 1 October 2026 by Dana Okafor; listed again because this is new: Its exchanges of the group's kind rose from 50 to 400.",
    );
    expect(await events(a as string)).toEqual(['detected', 'jumped', 'listed_again']);
  });

  test('leaves no campaign when all of it was taken out', async () => {
    const accounts = names('a', 0, 4);
    const [a] = await run(0, { accounts });
    for (const account of accounts) await exclude(a as string, account);
    expect(await run(1, { accounts })).toEqual([]);
    expect(await campaign(a as string)).toMatchObject({ current: false });
  });
});
