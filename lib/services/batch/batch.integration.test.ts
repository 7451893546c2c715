import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPool, getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { runBatch } from '@/lib/jobs/tasks/run-batch';
import { accountKey } from '@/lib/model/hash';
import { accountHistory } from '@/lib/services/account/history';
import { reinstateAccount } from '@/lib/services/account/reinstate';
import { accountTimeline } from '@/lib/services/account/timeline';
import { verifyAudit } from '@/lib/services/audit/verify';
import { dismissCampaign } from '@/lib/services/campaign/dismiss';
import { excludeAccount } from '@/lib/services/campaign/exclude';
import { insertAccount, key, person, SYSTEM, T0 } from '@/lib/services/fixture';
import { addKey } from '@/lib/services/key/add';
import { changeSetting } from '@/lib/services/setting/change';
import { listBatchAccounts } from './accounts';
import { approveBatch } from './approve';
import { cancelBatch } from './cancel';
import { declineBatch } from './decline';
import { draftBatch } from './draft';
import { frozenDraft, insertCrowd, submitted } from './fixture';
import { freezeBatch } from './freeze';
import { getBatch } from './get';
import { listBatches } from './list';
import { planBatch } from './plan';
import { batchReceipt } from './receipt';
import { BATCH_WORKER } from './row';
import { submitBatch } from './submit';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  const queue = createPool(db.url, { types: pg.types, max: 1 });
  await runMigrations({ pgPool: queue });
  await queue.end();
});
afterAll(() => db.drop());

const dana = person('analyst', 'Dana Okafor');
const lee = person('lead', 'Lee Brandt');
const HOUR = 3_600_000;
const later = (hours: number) => new Date(T0.getTime() + hours * HOUR);
const rows = async (sql: string, ...params: unknown[]) => (await getPool().query(sql, params)).rows;
const run = (id: string, now = later(1)) => runBatch(id, { now: () => now });
const whole = (id: string, actor = dana, now = later(1)) => getBatch({ id }, { actor, now: () => now });
const accountsOf = async (id: string, filter: object = {}) =>
  (await listBatchAccounts({ id, limit: 500, ...filter }, { actor: dana })).items;
const resultsOf = async (id: string) =>
  Object.fromEntries((await accountsOf(id)).map(({ id: account, result, why }) => [account, why ?? result]));

let camp = '';
let crowd: string[] = [];
let serial = 0;
beforeEach(async () => {
  // Each test is a day of its own for whoever asks, so that none counts the batches of another.
  await getPool().query("UPDATE batch SET requested_at = requested_at - interval '3 days'");
  camp = `crowd${++serial}`;
  crowd = await insertCrowd(camp, 5);
});

describe('freezing a scope', () => {
  test('writes the members down with counts, a sample and the evidence as it stands', async () => {
    await getPool().query("UPDATE account SET status = 'banned' WHERE id = $1", [crowd[0]]);
    const id = await frozenDraft(dana, { campaign_id: camp });
    const batch = await whole(id);
    expect(batch).toMatchObject({
      status: 'draft',
      version: 1,
      kind: null,
      frozen_at: T0.toISOString(),
      trouble: null,
    });
    expect(batch.preview).toMatchObject({
      accounts: 5,
      unknown_ids: 0,
      statuses: [
        { value: 'active', accounts: 4 },
        { value: 'banned', accounts: 1 },
      ],
      ages: [{ value: '7 to 30 days', accounts: 5 }],
      spend: {
        exchanges: 500,
        tokens: 0,
        tokens_estimated: false,
        by_exchanges: [{ value: '100 to 999', accounts: 5 }],
      },
      verification: [{ value: 'email', accounts: 5 }],
      pathways: [{ value: 'api', accounts: 5 }],
      organizations: [],
      domains: [{ value: 'mail.example', accounts: 5 }],
      innocent: { accounts: 0, signs: [] },
      kinds: {
        ban: { accounts: 4, pointless: 1, phrase: 'ban 4 accounts' },
        reinstate: { accounts: 1, pointless: 4, phrase: 'reinstate 1 account' },
      },
    });
    expect(batch.preview?.sample).toHaveLength(5);
    expect(batch.evidence).toMatchObject({ campaign_id: camp, coordination: 0.9, accounts: 5 });
    expect(batch.evidence?.evidence.map(({ signal }) => signal)).toEqual([
      'shared_payment',
      'verified_organization',
    ]);
  });

  test('takes what a filter matches as of the cutoff, without those that were left out', async () => {
    await insertAccount(`${camp}-late`);
    await getPool().query('UPDATE account SET created_at = $2 WHERE id = $1', [`${camp}-late`, later(2)]);
    const id = await frozenDraft(dana, { filter: { q: `${camp}-` }, exclude: [crowd[1] as string] });
    expect((await accountsOf(id)).map((account) => account.id).sort()).toEqual(
      crowd.filter((account) => account !== crowd[1]),
    );
  });

  test('says which ids are nobody', async () => {
    const id = await frozenDraft(dana, { ids: [crowd[0] as string, 'nobody'] });
    expect((await whole(id)).preview).toMatchObject({ accounts: 1, unknown_ids: 1 });
  });

  test('says why it cannot, and then nothing can be submitted', async () => {
    const id = await frozenDraft(dana, { indicator: 'asn:99999999' });
    expect((await whole(id)).trouble).toMatch(/Nothing is known/);
    await expect(planBatch({ id, kind: 'ban' }, { actor: dana })).rejects.toMatchObject({
      code: 'precondition',
    });
  });

  test('is done once', async () => {
    const id = await frozenDraft(dana, { campaign_id: camp });
    await expect(freezeBatch({ id }, { actor: BATCH_WORKER })).rejects.toMatchObject({
      code: 'precondition',
    });
  });
});

describe('who looks innocent', () => {
  test('is left out with the reasons, unless ticked, and then a second person is needed', async () => {
    const set = (account: string | undefined, change: string) =>
      getPool().query(`UPDATE account SET ${change} WHERE id = $1`, [account]);
    await set(
      crowd[0],
      "verified = 'organization', organization = 'Example University', pathway = 'education'",
    );
    await set(crowd[1], "email_domain = 'cs.example.ac.uk'");
    await set(crowd[2], "created_at = '2024-01-01'");
    await getPool().query('UPDATE campaign_account SET membership = 0.5 WHERE account_key = $1', [
      accountKey(crowd[3] as string),
    ]);
    const id = await frozenDraft(dana, { campaign_id: camp });
    const signs = Object.fromEntries(
      (await accountsOf(id)).map((account) => [account.id, account.look_innocent]),
    );
    expect(signs).toEqual({
      [crowd[0] as string]: ['organization', 'education', 'university'],
      [crowd[1] as string]: ['university'],
      [crowd[2] as string]: ['old'],
      [crowd[3] as string]: ['loose'],
      [crowd[4] as string]: [],
    });
    expect(await accountsOf(id, { look_innocent: '1' })).toHaveLength(4);
    const plan = (include_innocent: 'all' | 'none' | string[]) =>
      planBatch({ id, kind: 'ban', include_innocent }, { actor: dana, now: () => T0 });
    expect(await plan('none')).toMatchObject({
      accounts: 1,
      left_out: 4,
      phrase: 'ban 1 account',
      approval_needed: null,
    });
    expect(await plan([crowd[0] as string])).toMatchObject({
      accounts: 2,
      innocent: 1,
      phrase: 'ban 2 accounts, 1 looks innocent',
      approval_needed: ['One account in it looks innocent.'],
    });
    expect(await plan('all')).toMatchObject({ accounts: 5, phrase: 'ban 5 accounts, 4 look innocent' });
    expect(await submitted(dana, id, { include_innocent: [crowd[0] as string] })).toMatchObject({
      status: 'waiting',
    });
    expect((await accountsOf(id, { result: 'pending' })).map((account) => account.id).sort()).toEqual([
      crowd[0],
      crowd[4],
    ]);
  });

  test.each([
    [{ email_domain: 'example.edu' }, true],
    [{ email_domain: 'students.example.edu.au' }, true],
    [{ email_domain: 'uni.example.ac.jp' }, true],
    [{ email_domain: 'edu.example.com' }, false],
    [{ email_domain: 'mace.example' }, false],
    [{ organization: 'Example University of the Arts' }, true],
    [{ organization: 'Lyceum and SCHOOL of Example' }, true],
    [{ organization: 'École Exemple' }, true],
    [{ organization: '范例大学' }, true],
    [{ organization: 'Example Labs' }, false],
    [{ organization: 'Preschooled Data' }, false],
  ])('%j is of a university: %s', async (facts, expected) => {
    for (const [column, value] of Object.entries(facts))
      await getPool().query(`UPDATE account SET ${column} = $2 WHERE id = $1`, [crowd[0], value]);
    const id = await frozenDraft(dana, { ids: [crowd[0] as string] });
    expect((await accountsOf(id))[0]?.look_innocent).toEqual(expected ? ['university'] : []);
  });

  test('a class that shares a value with a campaign but is in none is left out as a whole', async () => {
    for (let i = 0; i < 30; i++) await insertAccount(`${camp}-student${i}`);
    const id = await frozenDraft(dana, { filter: { q: `${camp}-` } });
    const plan = await planBatch({ id, kind: 'ban' }, { actor: dana, now: () => T0 });
    expect(plan).toMatchObject({ accounts: 5, left_out: 30, phrase: 'ban 5 accounts' });
    const { preview } = await whole(id);
    expect(preview?.innocent.signs).toEqual([{ value: 'no_campaign', accounts: 30 }]);
  });
});

describe('submitting', () => {
  const asked = (id: string, more: object = {}) => ({
    id,
    version: 1,
    kind: 'ban' as const,
    reason: 'One card, one clock.',
    policy: 'distillation' as const,
    typed: 'ban 5 accounts',
    ...more,
  });

  test.each([
    ['another count', { typed: 'ban 6 accounts' }, 'invalid'],
    ['another kind', { typed: 'suspend 5 accounts' }, 'invalid'],
    ['nothing typed', { typed: '' }, 'invalid'],
    ['somebody left out whom it does not have', { exclude: ['nobody'], typed: 'ban 5 accounts' }, 'invalid'],
    ['somebody ticked who does not look innocent', { include_innocent: ['nobody'] }, 'invalid'],
    [
      'a time that is gone',
      { schedule: { mode: 'at', starts_at: '2020-01-01T00:00:00Z', ends_at: null } },
      'invalid',
    ],
    ['nobody to reinstate', { kind: 'reinstate', typed: 'reinstate 0 accounts' }, 'precondition'],
    ['an older version', { version: 2 }, 'conflict'],
  ])('is refused with %s, and nothing changes', async (_, more, code) => {
    const id = await frozenDraft(dana, { campaign_id: camp });
    await expect(submitBatch(asked(id, more) as never, { actor: dana, now: () => T0 })).rejects.toMatchObject(
      { code },
    );
    expect(await whole(id)).toMatchObject({ status: 'draft', version: 1 });
    expect(await accountsOf(id, { result: 'pending' })).toHaveLength(5);
  });

  test('is for whoever drafted it', async () => {
    const id = await frozenDraft(dana, { campaign_id: camp });
    await expect(submitBatch(asked(id), { actor: lee, now: () => T0 })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('is refused once the draft has expired or the campaign was dismissed', async () => {
    const old = await frozenDraft(dana, { campaign_id: camp });
    await expect(submitBatch(asked(old), { actor: dana, now: () => later(25) })).rejects.toThrow(/expired/);
    await dismissCampaign(
      { id: camp, version: 1, reason: 'A class.', outcome: 'not_harvesting' },
      { actor: dana },
    );
    await expect(submitBatch(asked(old), { actor: dana, now: () => T0 })).rejects.toThrow(/dismissed/);
  });

  test('of many small batches waits like one large one', async () => {
    await changeSetting({ key: 'approval.threshold', value: 8, version: 0 }, { actor: SYSTEM });
    try {
      const first = await frozenDraft(dana, { campaign_id: camp });
      expect(await submitted(dana, first)).toMatchObject({ status: 'scheduled' });
      const other = await insertCrowd(`${camp}b`, 5);
      expect(other).toHaveLength(5);
      const second = await frozenDraft(dana, { campaign_id: `${camp}b` });
      expect(await submitted(dana, second)).toMatchObject({ status: 'waiting' });
      const third = await frozenDraft(lee, { campaign_id: `${camp}b` });
      expect(await submitted(lee, third)).toMatchObject({ status: 'scheduled' });
    } finally {
      await getPool().query('DELETE FROM setting');
    }
  });
});

describe('a second person', () => {
  const waiting = async (actor = dana as Parameters<typeof frozenDraft>[0]) => {
    await getPool().query("UPDATE account SET pathway = 'education' WHERE id = $1", [crowd[0]]);
    const id = await frozenDraft(actor, { campaign_id: camp });
    await submitted(actor, id, { include_innocent: 'all' });
    return id;
  };

  test('approves, and only then anything happens', async () => {
    const id = await waiting();
    expect(await run(id)).toBe(0);
    expect(await rows("SELECT 1 FROM account WHERE id LIKE $1 AND status <> 'active'", `${camp}-%`)).toEqual(
      [],
    );
    expect((await whole(id, lee)).acts.approve).toBeNull();
    expect((await whole(id, dana)).acts.approve).toMatch(/leads/);
    await approveBatch({ id, version: 2 }, { actor: lee, now: () => later(1) });
    await run(id);
    expect(await whole(id)).toMatchObject({
      status: 'done',
      approved: { name: 'Lee Brandt' },
      progress: { total: 5, applied: 5, pending: 0 },
    });
  });

  test('is never who asked: the service refuses it, and so does the database', async () => {
    const id = await waiting(lee);
    await expect(approveBatch({ id, version: 2 }, { actor: lee, now: () => T0 })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(/yourself/),
    });
    await expect(
      getPool().query('UPDATE batch SET approved_by_id = requested_by_id WHERE id = $1', [id]),
    ).rejects.toThrow(/batch_four_eyes/);
    await expect(
      getPool().query("UPDATE batch SET status = 'scheduled' WHERE id = $1", [id]),
    ).rejects.toThrow(/batch_approved/);
    await expect(
      declineBatch({ id, version: 2, reason: 'No.' }, { actor: lee, now: () => T0 }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('is never a key, nor the maker of the key that asked', async () => {
    const made = await addKey({ name: 'Bans', scopes: ['enforce'] }, { actor: person('admin', 'Kim Novak') });
    const asking = { kind: 'key', id: made.id, name: 'Bans', scopes: ['enforce'] } as const;
    const id = await waiting(asking);
    await expect(approveBatch({ id, version: 2 }, { actor: key('enforce') })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      approveBatch({ id, version: 2 }, { actor: person('admin', 'Kim Novak'), now: () => T0 }),
    ).rejects.toThrow(/key that you made/);
    await expect(approveBatch({ id, version: 2 }, { actor: SYSTEM, now: () => T0 })).rejects.toThrow(
      /person/,
    );
    await approveBatch({ id, version: 2 }, { actor: lee, now: () => T0 });
  });

  test('comes too late after the hours that are set', async () => {
    const id = await waiting();
    await expect(approveBatch({ id, version: 2 }, { actor: lee, now: () => later(49) })).rejects.toThrow(
      /expired/,
    );
  });

  test('declines with a reason, which ends it', async () => {
    const id = await waiting();
    await declineBatch(
      { id, version: 2, reason: 'These are students.' },
      { actor: lee, now: () => later(1) },
    );
    expect(await whole(id)).toMatchObject({
      status: 'declined',
      declined: { name: 'Lee Brandt', reason: 'These are students.' },
      progress: { cancelled: 5, pending: 0 },
    });
    expect(await run(id)).toBe(0);
    await expect(approveBatch({ id, version: 3 }, { actor: lee })).rejects.toMatchObject({
      code: 'precondition',
    });
  });

  test('who is second of two at once hears who was first', async () => {
    const id = await waiting();
    const kim = person('admin', 'Kim Novak');
    const both = await Promise.allSettled([
      approveBatch({ id, version: 2 }, { actor: lee, now: () => T0 }),
      declineBatch({ id, version: 2, reason: 'Students.' }, { actor: kim, now: () => T0 }),
    ]);
    const refused = both.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^(Lee Brandt approved|Kim Novak declined) this batch/),
    });
  });
});

describe('a batch that runs', () => {
  test('bans, orders, records and contains, and has a line for everybody', async () => {
    const id = await frozenDraft(dana, { campaign_id: camp });
    await submitted(dana, id, { exclude: [crowd[4] as string] });
    expect(await run(id)).toBe(4);
    expect(await resultsOf(id)).toEqual({
      [crowd[0] as string]: 'applied',
      [crowd[1] as string]: 'applied',
      [crowd[2] as string]: 'applied',
      [crowd[3] as string]: 'applied',
      [crowd[4] as string]: 'Left out by whoever asked for the batch.',
    });
    const orders = await rows(
      'SELECT o.account_id, o.kind, o.reason, d.actor_name FROM enforcement_order o JOIN decision d ON d.id = o.decision_id WHERE o.batch_id = $1 ORDER BY 1',
      id,
    );
    expect(orders).toEqual(
      crowd.slice(0, 4).map((account) => ({
        account_id: account,
        kind: 'ban',
        reason: 'One card, one clock.',
        actor_name: 'Dana Okafor',
      })),
    );
    expect(await rows('SELECT count(*)::int AS n FROM decision WHERE campaign_id = $1', camp)).toEqual([
      { n: 1 },
    ]);
    expect(
      await rows(
        'SELECT kind, actor_name, summary, details FROM campaign_event WHERE campaign_id = $1',
        camp,
      ),
    ).toEqual([
      {
        kind: 'batch_ban',
        actor_name: 'Dana Okafor',
        summary: 'One card, one clock.',
        details: { batch_id: id, accounts: 4 },
      },
    ]);
    expect(await rows('SELECT status, active_accounts FROM campaign WHERE id = $1', camp)).toEqual([
      { status: 'confirmed', active_accounts: 1 },
    ]);
    expect(
      await rows(
        "SELECT before ->> 'status' AS was, after ->> 'status' AS is FROM audit_entry WHERE entity = 'account' AND after ->> 'batch_id' = $1",
        id,
      ),
    ).toEqual(Array.from({ length: 4 }, () => ({ was: 'active', is: 'banned' })));
    const rest = await frozenDraft(dana, { campaign_id: camp });
    await submitted(dana, rest);
    expect(await run(rest)).toBe(1);
    expect((await whole(rest)).progress).toMatchObject({ total: 5, applied: 1, skipped: 4 });
    expect(await rows('SELECT status, active_accounts FROM campaign WHERE id = $1', camp)).toEqual([
      { status: 'contained', active_accounts: 0 },
    ]);
    const chain = await verifyAudit({}, { actor: SYSTEM });
    expect(chain).toMatchObject({ faults: [] });
  });

  test('leaves alone what changed since it was frozen, and says why', async () => {
    const id = await frozenDraft(dana, { campaign_id: camp });
    await submitted(dana, id);
    const [banned, back, out, verified] = crowd as [string, string, string, string];
    await getPool().query("UPDATE account SET status = 'banned' WHERE id = $1", [banned]);
    await getPool().query("UPDATE account SET status = 'suspended' WHERE id = $1", [back]);
    await reinstateAccount(
      { id: back, version: 1, reason: 'A customer.' },
      { actor: lee, now: () => later(0.5) },
    );
    await excludeAccount(
      { id: camp, account_id: out, version: 1, reason: 'A contractor of ours.' },
      { actor: lee, now: () => later(0.5) },
    );
    await getPool().query("UPDATE account SET verified = 'identity' WHERE id = $1", [verified]);
    await run(id);
    expect(await resultsOf(id)).toEqual({
      [banned]: 'It is already banned.',
      [back]: 'Lee Brandt let it go since: A customer.',
      [out]: 'Lee Brandt let it go since: A contractor of ours.',
      [verified]: 'It looks innocent now: Its holder is verified by identity.',
      [crowd[4] as string]: 'applied',
    });
    expect(await whole(id)).toMatchObject({ status: 'done', progress: { total: 5, applied: 1, skipped: 4 } });
  });

  test('is a decision about those to whom it gave orders, and about nobody else of the campaign', async () => {
    const id = await frozenDraft(dana, { campaign_id: camp });
    await submitted(dana, id, { exclude: [crowd[4] as string] });
    await run(id);
    const decided = async (account: string | undefined) => [
      (await accountHistory({ id: account as string }, { actor: dana })).decisions.map(({ kind, actor }) => [
        kind,
        actor,
      ]),
      (await accountTimeline({ id: account as string }, { actor: dana })).decisions.length,
    ];
    expect(await decided(crowd[0])).toEqual([[['ban', 'Dana Okafor']], 1]);
    expect(await decided(crowd[4])).toEqual([[], 0]);
  });

  test.each([
    ['verify', 'active', 0],
    ['throttle', 'active', 0],
    ['suspend', 'suspended', 5],
  ] as const)('%s leaves them %s and orders it', async (kind, status, events) => {
    const id = await frozenDraft(dana, { campaign_id: camp });
    await submitted(dana, id, { kind });
    await run(id);
    expect(await rows('SELECT DISTINCT status FROM account WHERE id LIKE $1', `${camp}-%`)).toEqual([
      { status },
    ]);
    expect(
      await rows('SELECT kind, count(*)::int AS n FROM enforcement_order WHERE batch_id = $1 GROUP BY 1', id),
    ).toEqual([{ kind, n: 5 }]);
    expect(
      await rows(
        "SELECT count(*)::int AS n FROM account_event WHERE source = 'retort' AND account_key = ANY($1)",
        crowd.map(accountKey),
      ),
    ).toEqual([{ n: events }]);
  });

  test('lets many act again, and nobody among them counts as left out', async () => {
    await getPool().query("UPDATE account SET status = 'banned', pathway = 'education' WHERE id LIKE $1", [
      `${camp}-%`,
    ]);
    const id = await frozenDraft(dana, { campaign_id: camp });
    expect(await submitted(dana, id, { kind: 'reinstate' })).toMatchObject({ status: 'scheduled' });
    await run(id);
    expect((await whole(id)).progress).toMatchObject({ total: 5, applied: 5 });
    expect(
      await rows('SELECT count(*)::int AS n FROM campaign_exclusion WHERE campaign_id = $1', camp),
    ).toEqual([{ n: 5 }]);
  });
});

describe('the receipt', () => {
  test('has a line for every account, in CSV that no spreadsheet runs and in JSON', async () => {
    await insertAccount(`=cmd|${camp}`);
    const id = await frozenDraft(dana, { ids: [`=cmd|${camp}`, crowd[0] as string] });
    await submitted(dana, id);
    await run(id);
    const read = async (format: 'csv' | 'ndjson') => {
      let text = '';
      const receipt = await batchReceipt({ id, format }, { actor: dana });
      for await (const piece of receipt.pieces) text += piece;
      return text;
    };
    const csv = (await read('csv')).trim().split('\r\n');
    expect(csv).toHaveLength(3);
    expect(csv.join('\n')).toContain(`"'=cmd|${camp}","left_out","Is in no campaign that stands`);
    const lines = (await read('ndjson'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(
      lines.map(({ account_id, result, status_now }) => [account_id, result, status_now]).sort(),
    ).toEqual([
      [`=cmd|${camp}`, 'left_out', 'active'],
      [crowd[0], 'applied', 'banned'],
    ]);
  });
});

describe('the list', () => {
  test('has what was submitted, newest first, by status and by who asked; drafts only when asked for', async () => {
    const draft = await frozenDraft(dana, { campaign_id: camp });
    const asked = await frozenDraft(dana, { campaign_id: camp }, later(0.1));
    await submitted(dana, asked, { now: later(0.1) });
    const theirs = await frozenDraft(lee, { campaign_id: camp }, later(0.2));
    await submitted(lee, theirs, { now: later(0.2) });
    await cancelBatch({ id: theirs, version: 2 }, { actor: lee });
    const list = async (filter: object) =>
      (await listBatches({ campaign_id: camp, ...filter }, { actor: dana })).items.map(({ id }) => id);
    expect(await list({})).toEqual([theirs, asked]);
    expect(await list({ mine: '1' })).toEqual([asked]);
    expect(await list({ status: 'draft' })).toEqual([draft]);
    expect(await list({ status: ['cancelled', 'draft'] })).toEqual([theirs, draft]);
    const first = await listBatches({ campaign_id: camp, limit: 1 }, { actor: dana });
    const second = await listBatches(
      { campaign_id: camp, limit: 1, cursor: first.next_cursor ?? '' },
      { actor: dana },
    );
    expect([first.items[0]?.id, second.items[0]?.id, second.next_cursor]).toEqual([theirs, asked, null]);
  });

  test('a draft on a campaign that is not there is refused', async () => {
    await expect(draftBatch({ scope: { campaign_id: 'nothing' } }, { actor: dana })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
