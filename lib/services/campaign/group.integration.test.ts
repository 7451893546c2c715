import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { accountKey } from '@/lib/model/hash';
import { insertCampaign, person, T0 } from '@/lib/services/fixture';
import { confirmCampaign } from './confirm';
import { dismissCampaign } from './dismiss';
import { excludeAccounts } from './exclude-many';
import { campaignHead } from './header';
import { includeAccounts } from './include-many';
import { mergeCampaign } from './merge';
import { noteCampaign } from './note';
import { reopenCampaign } from './reopen';
import { snoozeCampaign } from './snooze';
import { splitCampaign } from './split';
import { undoDecision } from './undo';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const dana = person('analyst', 'Dana Okafor');
const lee = person('analyst', 'Lee Moreau');
const reason = 'One card pays for both.';
let serial = 0;
let minute = 0;
const by = (actor: typeof dana) => ({ actor, now: () => new Date(T0.getTime() + ++minute * 60_000) });

/** Two campaigns of their own accounts; one account is in both. */
let a = '';
let b = '';
beforeEach(async () => {
  a = `a${++serial}`;
  b = `b${serial}`;
  await insertCampaign({ id: a, accounts: [`1-${a}`, `2-${a}`, `3-${a}`, `x-${a}`] });
  await insertCampaign({ id: b, accounts: [`1-${b}`, `2-${b}`, `x-${a}`] });
});

const rows = async (sql: string, ...params: unknown[]) => (await getPool().query(sql, params)).rows;
const head = async (id: string) => (await rows('SELECT * FROM campaign WHERE id = $1', id))[0];
const members = async (id: string): Promise<string[]> =>
  (
    await rows(
      'SELECT a.id FROM campaign_account m JOIN account a ON a.key = m.account_key WHERE campaign_id = $1 ORDER BY 1',
      id,
    )
  ).map((row) => row.id);
const alerts = (id: string) => rows('SELECT id, campaign_id, status FROM alert WHERE id = $1', `alert-${id}`);
const deeds = async (id: string): Promise<string[]> =>
  (await rows('SELECT kind FROM campaign_event WHERE campaign_id = $1 ORDER BY occurred_at', id)).map(
    ({ kind }) => kind,
  );
/** Everything that stands of a campaign but its version, and when its alerts were last touched. */
const standing = async (id: string) => ({
  head: (await rows("SELECT to_jsonb(c) - 'version' AS c FROM campaign c WHERE id = $1", id))[0].c,
  members: await rows('SELECT * FROM campaign_account WHERE campaign_id = $1 ORDER BY account_key', id),
  exclusions: await rows('SELECT * FROM campaign_exclusion WHERE campaign_id = $1 ORDER BY account_key', id),
  splits: await rows('SELECT * FROM campaign_split WHERE campaign_id = $1', id),
  alerts: await rows('SELECT id, status, decided_at FROM alert WHERE campaign_id = $1 ORDER BY id', id),
});
const merge = (more: object = {}, actor = dana) =>
  mergeCampaign({ id: b, version: 1, into_id: a, into_version: 1, reason, ...more }, by(actor));
const split = (ids: string[], more: object = {}, actor = dana) =>
  splitCampaign({ id: a, version: 1, accounts: { ids }, reason, ...more }, by(actor));

describe('merging', () => {
  test('closes the one, lists its accounts in the other, and takes its alerts along', async () => {
    const done = await merge();
    expect(done).toMatchObject({
      id: b,
      status: 'closed',
      version: 2,
      into: { id: a, version: 2, accounts: 6 },
    });
    expect(await head(b)).toMatchObject({
      status: 'closed',
      merged_into: a,
      merged_by: done.decision_id,
      current: false,
    });
    expect(await head(a)).toMatchObject({
      status: 'suspected',
      account_count: 6,
      active_accounts: 6,
      exchanges: 600n,
    });
    expect(await members(a)).toEqual([`1-${a}`, `1-${b}`, `2-${a}`, `2-${b}`, `3-${a}`, `x-${a}`].sort());
    expect(await members(b)).toHaveLength(3);
    expect(await alerts(b)).toEqual([{ id: `alert-${b}`, campaign_id: a, status: 'open' }]);
    expect(await deeds(a)).toEqual(['took_in']);
    expect(await deeds(b)).toEqual(['merged']);
  });

  test('leaves out whom a person took out of the other one', async () => {
    await excludeAccounts({ id: a, account_ids: [`x-${a}`], version: 1, reason }, by(dana));
    await merge({ into_version: 2 });
    expect(await members(a)).not.toContain(`x-${a}`);
  });

  test('undone, both are as they were', async () => {
    await getPool().query(
      "UPDATE campaign SET current = false, first_seen = '2026-09-20', last_seen = '2026-09-25' WHERE id = $1",
      [a],
    );
    const before = [await standing(a), await standing(b)];
    const { decision_id } = await merge();
    expect(await head(a)).toMatchObject({ current: true, first_seen: new Date('2026-09-20'), last_seen: T0 });
    const done = await undoDecision({ id: b, version: 2, decision_id }, by(lee));
    expect(done).toMatchObject({ status: 'suspected', version: 3, undone: 'merge' });
    const after = [await standing(a), await standing(b)];
    // Counts are of the member rows from then on.
    for (const [i, one] of after.entries())
      expect(one).toEqual({
        ...before[i],
        head: {
          ...before[i]?.head,
          exchanges: one.members.length * 100,
          harvest_exchanges: one.members.length * 90,
        },
      });
    expect(await deeds(b)).toEqual(['merged', 'undone']);
  });

  test('can be undone where it was merged into, too', async () => {
    const { decision_id } = await merge();
    expect(await undoDecision({ id: a, version: 2, decision_id }, by(dana))).toMatchObject({
      id: a,
      status: 'suspected',
      version: 3,
    });
    expect(await head(b)).toMatchObject({ status: 'suspected', merged_into: null });
    expect(await deeds(a)).toEqual(['took_in', 'undone']);
  });

  test('is not undone when somebody has decided about the other one since', async () => {
    const { decision_id } = await merge();
    await confirmCampaign({ id: a, version: 2, reason }, by(lee));
    await expect(undoDecision({ id: b, version: 2, decision_id }, by(dana))).rejects.toMatchObject({
      code: 'precondition',
      message: 'Lee Moreau has decided more since: what came later rests on it.',
    });
  });

  test('opened again, a merged campaign stands by itself, without whom a person took out meanwhile', async () => {
    await merge();
    await excludeAccounts({ id: a, account_ids: [`1-${b}`], version: 2, reason }, by(lee));
    await reopenCampaign({ id: b, version: 2, reason }, by(dana));
    expect(await head(b)).toMatchObject({
      status: 'suspected',
      merged_into: null,
      merged_by: null,
      account_count: 2,
    });
    expect(await members(b)).toEqual([`2-${b}`, `x-${a}`].sort());
    expect(await members(a)).toEqual([`1-${a}`, `2-${a}`, `3-${a}`, `x-${a}`]);
    expect(await alerts(b)).toEqual([{ id: `alert-${b}`, campaign_id: b, status: 'open' }]);
    expect(await deeds(a)).toEqual(['took_in', 'account_excluded', 'gave_back']);
  });

  test('of a contained campaign with one that can act makes the whole what it was judged to be', async () => {
    await getPool().query(
      "UPDATE campaign SET status = 'contained', contained_at = $2, decided_at = $2 WHERE id = $1",
      [a, T0],
    );
    await getPool().query('UPDATE account SET status = $1 WHERE id LIKE $2', ['banned', `%-${a}`]);
    const { decision_id } = await merge();
    expect(await head(a)).toMatchObject({ status: 'confirmed', contained_at: null, active_accounts: 2 });
    await undoDecision({ id: a, version: 2, decision_id }, by(dana));
    expect(await head(a)).toMatchObject({ status: 'contained', contained_at: T0 });
  });

  test.each([
    ['itself', async () => merge({ into_id: b }), 'invalid'],
    [
      'a dismissed one',
      async () => {
        await dismissCampaign({ id: a, version: 1, reason, outcome: 'authorized' }, by(lee));
        return merge({ into_version: 2 });
      },
      'precondition',
    ],
    [
      'a closed one',
      async () => {
        await mergeCampaign({ id: a, version: 1, into_id: b, into_version: 1, reason }, by(lee));
        return merge({ version: 2, into_version: 2 });
      },
      'precondition',
    ],
  ] as const)('into %s is refused', async (_, work, code) => {
    await expect(work()).rejects.toMatchObject({ code });
  });
});

describe('splitting', () => {
  test('makes the accounts a campaign of their own that is suspected and has an alert', async () => {
    const done = await split([`1-${a}`, `2-${a}`]);
    const part = done.into.id;
    expect(done).toMatchObject({ id: a, version: 2, accounts: 2, into: { version: 1, accounts: 2 } });
    expect(await members(part)).toEqual([`1-${a}`, `2-${a}`]);
    expect(await members(a)).toEqual([`3-${a}`, `x-${a}`]);
    expect(await head(part)).toMatchObject({
      status: 'suspected',
      split_from: a,
      account_count: 2,
      active_accounts: 2,
      exchanges: 200n,
      score: 0.9,
    });
    expect(await head(a)).toMatchObject({ account_count: 2, exchanges: 200n });
    expect(await rows('SELECT kind, status, severity FROM alert WHERE campaign_id = $1', part)).toEqual([
      { kind: 'new_campaign', status: 'open', severity: 'critical' },
    ]);
    expect(
      await rows('SELECT count(*)::int AS n FROM campaign_evidence WHERE campaign_id = $1', part),
    ).toEqual([{ n: 2 }]);
    expect(await deeds(a)).toEqual(['split_off']);
    expect(await deeds(part)).toEqual(['split_from']);
  });

  test('a pool, which is everybody who shows a value', async () => {
    await getPool().query("INSERT INTO indicator (key, kind, value) VALUES ($1, 'payment_fingerprint', $2)", [
      serial,
      `card-${a}`,
    ]);
    await getPool().query(
      `INSERT INTO account_indicator (account_key, indicator_key, first_seen, last_seen)
       SELECT k, $2, $3, $3 FROM unnest($1::bigint[]) AS k`,
      [[accountKey(`1-${a}`), accountKey(`3-${a}`), accountKey(`1-${b}`)], serial, T0],
    );
    const done = await split([], { accounts: { shown: `payment_fingerprint:card-${a}` }, count: 2 });
    expect(await members(done.into.id)).toEqual([`1-${a}`, `3-${a}`]);
  });

  test('what a filter finds, if it is still as many', async () => {
    const accounts = { filter: { q: '1-' } };
    await expect(split([], { accounts, count: 2 })).rejects.toMatchObject({
      code: 'precondition',
      message: 'Those were 2 accounts when you looked and are 1 now. Look at them again.',
    });
    expect(await split([], { accounts, count: 1 })).toMatchObject({ accounts: 3 });
  });

  test.each([
    ['all accounts', () => split([`1-${a}`, `2-${a}`, `3-${a}`, `x-${a}`])],
    ['accounts of another campaign', () => split([`1-${b}`])],
    ['none', () => split([], { accounts: { filter: { q: 'nobody' } } })],
  ])('%s is refused', async (_, work) => {
    const before = await standing(a);
    await expect(work()).rejects.toMatchObject({ code: 'precondition' });
    expect(await standing(a)).toEqual(before);
  });

  test('undone, the accounts are together again and the part is closed and points there', async () => {
    const before = await standing(a);
    const { decision_id, into } = await split([`1-${a}`]);
    await undoDecision({ id: a, version: 2, decision_id }, by(lee));
    expect(await standing(a)).toEqual({
      ...before,
      head: { ...before.head, exchanges: 400, harvest_exchanges: 360 },
    });
    expect(await head(into.id)).toMatchObject({ status: 'closed', merged_into: a, merged_by: null });
    expect(await rows('SELECT status FROM alert WHERE campaign_id = $1', into.id)).toEqual([
      { status: 'decided' },
    ]);
  });

  test('is not undone once the part was judged, but when that is taken back', async () => {
    const { decision_id, into } = await split([`1-${a}`]);
    const confirmed = await confirmCampaign({ id: into.id, version: 1, reason }, by(lee));
    const undo = (version: number) => undoDecision({ id: a, version, decision_id }, by(dana));
    await expect(undo(2)).rejects.toMatchObject({ code: 'precondition' });
    await undoDecision({ id: into.id, version: 2, decision_id: confirmed.decision_id }, by(lee));
    expect(await undo(2)).toMatchObject({ undone: 'split' });
  });
});

describe('opening again', () => {
  test.each([
    ['confirmed', () => confirmCampaign({ id: a, version: 1, reason }, by(lee))],
    ['dismissed', () => dismissCampaign({ id: a, version: 1, reason, outcome: 'authorized' }, by(lee))],
  ])('a %s campaign is suspected, with its alerts', async (_, decide) => {
    const before = await standing(a);
    await decide();
    const decided = await standing(a);
    const { decision_id } = await reopenCampaign({ id: a, version: 2, reason: 'A second card.' }, by(dana));
    expect(await standing(a)).toEqual(before);
    await undoDecision({ id: a, version: 3, decision_id }, by(dana));
    expect((await standing(a)).head).toEqual(decided.head);
    expect(await deeds(a)).toHaveLength(3);
  });

  test.each([['suspected'], ['contained']])('a %s campaign is refused', async (status) => {
    await getPool().query('UPDATE campaign SET status = $2 WHERE id = $1', [a, status]);
    await expect(reopenCampaign({ id: a, version: 1, reason }, by(dana))).rejects.toMatchObject({
      code: 'precondition',
      facts: { status },
    });
  });
});

describe('taking back', () => {
  test.each([
    ['a confirmation', () => confirmCampaign({ id: a, version: 1, reason }, by(lee))],
    [
      'a dismissal',
      () => dismissCampaign({ id: a, version: 1, reason, outcome: 'duplicate', duplicate_of: b }, by(lee)),
    ],
    [
      'an exclusion',
      () => excludeAccounts({ id: a, account_ids: [`1-${a}`, `2-${a}`], version: 1, reason }, by(lee)),
    ],
  ])('%s leaves everything as it was', async (_, decide) => {
    const before = await standing(a);
    const { decision_id } = await decide();
    expect(await standing(a)).not.toEqual(before);
    await undoDecision({ id: a, version: 2, decision_id }, by(dana));
    expect(await standing(a)).toEqual(before);
    await expect(undoDecision({ id: a, version: 3, decision_id }, by(dana))).rejects.toMatchObject({
      code: 'precondition',
      message: 'Dana Okafor has already taken it back.',
    });
  });

  test('that accounts were put back takes them out as they were out', async () => {
    await excludeAccounts({ id: a, account_ids: [`1-${a}`, `2-${a}`], version: 1, reason }, by(lee));
    const out = await standing(a);
    const { decision_id } = await includeAccounts(
      { id: a, account_ids: [`1-${a}`, `2-${a}`], version: 2, reason },
      by(lee),
    );
    expect(await members(a)).toHaveLength(4);
    await undoDecision({ id: a, version: 3, decision_id }, by(dana));
    expect(await standing(a)).toEqual(out);
  });

  test('goes back one decision after the other, and never past a later one', async () => {
    const first = await confirmCampaign({ id: a, version: 1, reason }, by(dana));
    const second = await dismissCampaign({ id: a, version: 2, reason, outcome: 'authorized' }, by(lee));
    const undo = (version: number, decision_id: string) =>
      undoDecision({ id: a, version, decision_id }, by(dana));
    await expect(undo(3, first.decision_id)).rejects.toMatchObject({ code: 'precondition' });
    expect(await undo(3, second.decision_id)).toMatchObject({ status: 'confirmed', version: 4 });
    expect(await undo(4, first.decision_id)).toMatchObject({ status: 'suspected', version: 5 });
    expect(await rows('SELECT status FROM alert WHERE id = $1', `alert-${a}`)).toEqual([{ status: 'open' }]);
  });

  test('is refused when a run has made something else of it', async () => {
    const { decision_id } = await confirmCampaign({ id: a, version: 1, reason }, by(dana));
    await getPool().query("UPDATE campaign SET status = 'contained', version = 3 WHERE id = $1", [a]);
    await expect(undoDecision({ id: a, version: 3, decision_id }, by(dana))).rejects.toMatchObject({
      code: 'precondition',
      message: expect.stringContaining('contained by now'),
    });
  });

  test('of another campaign is not found', async () => {
    const { decision_id } = await confirmCampaign({ id: a, version: 1, reason }, by(dana));
    await expect(undoDecision({ id: b, version: 1, decision_id }, by(dana))).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

test('snoozing puts every open alert of the campaign out of sight', async () => {
  const until = new Date(T0.getTime() + 86_400_000).toISOString();
  expect(await snoozeCampaign({ id: a, version: 1, until }, { actor: dana, now: () => T0 })).toMatchObject({
    alerts: 1,
  });
  expect(await rows('SELECT snoozed_until FROM alert WHERE campaign_id = $1', a)).toEqual([
    { snoozed_until: new Date(until) },
  ]);
  await confirmCampaign({ id: a, version: 1, reason }, by(dana));
  await expect(
    snoozeCampaign({ id: a, version: 2, until }, { actor: dana, now: () => T0 }),
  ).rejects.toMatchObject({
    code: 'precondition',
  });
});

test('a duplicate says of which campaign', async () => {
  const dismiss = (duplicate_of?: string, outcome: 'duplicate' | 'authorized' = 'duplicate') =>
    dismissCampaign({ id: a, version: 1, reason, outcome, duplicate_of }, by(dana));
  for (const [of, outcome] of [
    [undefined, 'duplicate'],
    [b, 'authorized'],
    [a, 'duplicate'],
    ['nothing', 'duplicate'],
  ] as const)
    await expect(dismiss(of, outcome)).rejects.toMatchObject({ code: 'invalid' });
  await dismiss(b);
  expect(await rows('SELECT other_id FROM decision_undo WHERE campaign_id = $1', a)).toEqual([
    { other_id: b },
  ]);
});

/** What each decision does to a campaign that a colleague changed since it was looked at. */
const CONTESTED: [string, () => Promise<unknown>][] = [
  ['merge', () => merge({ id: a, into_id: b })],
  ['merge into it', () => merge()],
  ['split', () => split([`1-${a}`])],
  ['reopen', () => reopenCampaign({ id: a, version: 1, reason }, by(dana))],
  [
    'snooze',
    () =>
      snoozeCampaign(
        { id: a, version: 1, until: new Date(T0.getTime() + 9e6).toISOString() },
        { actor: dana, now: () => T0 },
      ),
  ],
  ['exclude many', () => excludeAccounts({ id: a, account_ids: [`1-${a}`], version: 1, reason }, by(dana))],
  ['include many', () => includeAccounts({ id: a, account_ids: [`1-${a}`], version: 1, reason }, by(dana))],
  ['undo', () => undoDecision({ id: a, version: 1, decision_id: 'any' }, by(dana))],
];

describe('of two analysts the second is told who changed what, and changes nothing', () => {
  test.each(CONTESTED)('%s', async (_, second) => {
    await confirmCampaign({ id: a, version: 1, reason }, by(lee));
    await noteCampaign({ id: a, text: 'A note changes nothing.' }, by(dana));
    const { last_reason } = await campaignHead({ id: a }, { actor: dana });
    const before = [await standing(a), await standing(b)];
    await expect(second()).rejects.toMatchObject({
      code: 'conflict',
      facts: {
        changed_by: 'Lee Moreau',
        what: 'confirmed this campaign',
        version: 2,
        changed_at: last_reason?.at,
      },
    });
    expect(last_reason?.reason).toBe(reason);
    expect([await standing(a), await standing(b)]).toEqual(before);
  });

  test('who merge crosswise at once: one of them does, and nobody waits for ever', async () => {
    const results = await Promise.allSettled([
      merge({}, dana),
      mergeCampaign({ id: a, version: 1, into_id: b, into_version: 1, reason }, by(lee)),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    });
  });

  test('when a run changed it, that is what is said', async () => {
    await confirmCampaign({ id: a, version: 1, reason }, by(lee));
    await getPool().query('UPDATE campaign SET version = version + 1 WHERE id = $1', [a]);
    await expect(split([`1-${a}`], { version: 2 })).rejects.toMatchObject({
      code: 'conflict',
      facts: { changed_by: null, version: 3 },
    });
  });
});
