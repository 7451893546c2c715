import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { accountKey, indicatorKey } from '@/lib/model/hash';
import type { IndicatorKind } from '@/lib/model/indicator';
import { drawLinks } from '@/lib/services/campaign/draw-links';
import { insertAccount, insertCampaign, person, SYSTEM, T0 } from '@/lib/services/fixture';
import { indicatorAccounts } from './accounts';
import { drawIndicators, indicatorsAreDue } from './draw';
import { findHits } from './find-hits';
import { getIndicator } from './get';
import { listHits } from './hits';
import { listIndicators } from './list';
import { unwatchIndicator } from './unwatch';
import { watchIndicator } from './watch';
import { watchedIndicators } from './watched';

const DAY = 86_400_000;
const context = { actor: SYSTEM, now: () => T0 };
const members = Array.from({ length: 10 }, (_, i) => `m-${i}`);
const others = Array.from({ length: 90 }, (_, i) => `o-${i}`);

async function show(kind: IndicatorKind, value: string, accounts: string[], first = T0): Promise<void> {
  const key = indicatorKey(kind, value);
  await getPool().query(
    'INSERT INTO indicator (key, kind, value) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [key, kind, value],
  );
  await getPool().query(
    `INSERT INTO account_indicator (account_key, indicator_key, first_seen, last_seen, exchanges)
     SELECT k, $2, $3::timestamptz + (n - 1) * interval '1 minute', $3::timestamptz + interval '2 days', 3
       FROM unnest($1::bigint[]) WITH ORDINALITY u (k, n)`,
    [accounts.map(accountKey), key, first],
  );
}

const report = (kind: IndicatorKind, value: string, source: string) =>
  getPool().query(
    `INSERT INTO shared_indicator (indicator_key, source, kind, value, confidence, valid_until, note, received_at)
     VALUES ($1, $2, $3, $4, 80, $5, 'seen in a raid', $6)`,
    [indicatorKey(kind, value), source, kind, value, new Date(T0.getTime() + DAY), T0],
  );

describe('values that accounts share', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    for (const id of others) await insertAccount(id);
    await insertCampaign({ id: 'cmp_1', accounts: members });
    await show('payment_fingerprint', 'card-1', members.slice(0, 6));
    await show('payment_fingerprint', 'own', ['m-0']);
    await show('asn', '64500', [...members, ...others.slice(0, 50)]);
    await show('user_agent', '<b>X</b>', [...members.slice(0, 2), ...others.slice(0, 1)]);
    await show('device', 'dev-1', others.slice(0, 2));
    await report('payment_fingerprint', 'card-1', 'Harbor Exchange');
    await report('email_domain', 'never.example', 'Harbor Exchange');
    await drawLinks('cmp_1');
  });
  afterAll(() => db.drop());

  const list = (filter: Parameters<typeof listIndicators>[0] = {}) => listIndicators(filter, context);
  const values = async (filter: Parameters<typeof listIndicators>[0] = {}) =>
    (await list(filter)).items.map(({ value }) => value);

  test('are counted by the worker when a run has ended, once', async () => {
    expect(await list()).toMatchObject({ items: [], counted_at: null });
    expect(await indicatorsAreDue()).toBe(true);
    await drawIndicators(T0);
    expect(await indicatorsAreDue()).toBe(false);
    await getPool().query(
      `INSERT INTO detection_run (id, until, window_days, started_at, finished_at) VALUES ('run-1', $1, 28, $1, $1)`,
      [T0],
    );
    expect(await indicatorsAreDue()).toBe(true);
    await drawIndicators(T0);
    expect(await indicatorsAreDue()).toBe(false);
  });

  test('stand by the number of accounts, hubs on demand, with rarity, campaigns and reports', async () => {
    const page = await list();
    expect(page).toMatchObject({
      accounts: 100,
      counts: { shared: 3, hubs: 1, reported: 2, watched: 0, hits: 0 },
      next_cursor: null,
    });
    expect(page.kinds).toContainEqual({ kind: 'asn', values: 1 });
    expect(page.items).toMatchObject([
      {
        name: 'payment_fingerprint:card-1',
        accounts: 6,
        hub: false,
        campaigns: 1,
        held_by: [{ id: 'cmp_1', accounts: 6, members: 10 }],
        reported: [{ source: 'Harbor Exchange', note: 'seen in a raid' }],
        exchanges: 18,
      },
      { value: '<b>X</b>', accounts: 3 },
      { value: 'dev-1', accounts: 2, one_in: 50, campaigns: 0, reported: [] },
    ]);
    expect(await values({ hubs: '1' })).toEqual(['64500', 'card-1', '<b>X</b>', 'dev-1']);
  });

  const cases: [Parameters<typeof listIndicators>[0], string[]][] = [
    [{ kind: 'device' }, ['dev-1']],
    [{ kind: ['device', 'user_agent'] }, ['<b>X</b>', 'dev-1']],
    [{ campaign: 'yes' }, ['card-1', '<b>X</b>']],
    [{ campaign: 'no' }, ['dev-1']],
    [{ q: '<B>x' }, ['<b>X</b>']],
    [{ q: 'ard-1' }, []],
    [{ q: '%' }, []],
    [{ list: 'reported' }, ['card-1', 'never.example']],
    [{ list: 'watched' }, []],
    [{ order: 'asc', hubs: '1' }, ['dev-1', '<b>X</b>', 'card-1', '64500']],
  ];
  test.each(cases)('narrowed by %j', async (filter, wanted) => {
    expect(await values(filter)).toEqual(wanted);
  });

  test.each(['accounts', 'campaigns', 'first_seen', 'last_seen'] as const)('paged by %s', async (sort) => {
    const all = await values({ sort, hubs: '1' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ sort, hubs: '1', limit: 1, cursor });
      seen.push(...page.items.map(({ value }) => value));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(all);
    await expect(list({ sort, cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('one value: its base rate, its days and its accounts', async () => {
    const head = await getIndicator({ name: 'asn:64500' }, context);
    expect(head).toMatchObject({ all_accounts: 100, all_outside: 90, outside: 50, hub: true, known: true });
    expect(head.activity).toEqual({
      from: '2026-10-01T00:00:00.000Z',
      days: [60, 0, 0],
      active: [60, 60, 60],
      sampled: null,
    });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await indicatorAccounts({ name: 'asn:64500', limit: 25, cursor }, context);
      seen.push(...page.items.map(({ id }) => id));
      expect(page.sorted).toBe(true);
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([...members, ...others.slice(0, 50)].reverse());
    const [first] = (await indicatorAccounts({ name: 'payment_fingerprint:card-1' }, context)).items;
    expect(first).toMatchObject({ id: 'm-5', status: 'active', campaign: { id: 'cmp_1' }, hit: false });
  });

  test('a value that nobody else shows, that nobody showed yet, and none at all', async () => {
    expect(await getIndicator({ name: 'payment_fingerprint:own' }, context)).toMatchObject({
      accounts: 1,
      known: true,
      campaigns: 0,
    });
    expect(await getIndicator({ name: 'address_block:203.0.113.9' }, context)).toMatchObject({
      name: 'address_block:203.0.113.0/24',
      accounts: 0,
      known: false,
      activity: null,
    });
    for (const name of ['nonsense', 'scaffold:none', 'system_prompt#0123456789abcdef', 'tool_schema:x'])
      await expect(getIndicator({ name }, context)).rejects.toMatchObject({ code: 'not_found' });
  });

  describe('on the watch-list', () => {
    const dana = { actor: person('analyst', 'Dana Okafor'), now: () => T0 };
    const mateo = { actor: person('analyst', 'Mateo Ruiz'), now: () => T0 };

    test('before anybody showed them, in the form in which accounts show them', async () => {
      const watch = await watchIndicator(
        { name: 'address_block:198.51.100.7', note: 'Named by a partner' },
        dana,
      );
      expect(watch).toEqual({ name: 'address_block:198.51.100.0/24', version: 1 });
      expect(await list({ list: 'watched' })).toMatchObject({
        items: [
          { name: watch.name, accounts: 0, one_in: null, first_seen: null, watch: { by: 'Dana Okafor' } },
        ],
        counts: { watched: 1 },
      });
      expect((await watchedIndicators({}, context)).items).toEqual([
        { name: watch.name, note: 'Named by a partner' },
      ]);
      await expect(watchIndicator({ name: watch.name, note: 'Me too' }, mateo)).rejects.toMatchObject({
        code: 'conflict',
        message: 'Dana Okafor watches this value just now.',
      });
      const changed = await watchIndicator({ name: watch.name, note: 'Two partners', version: 1 }, mateo);
      await expect(unwatchIndicator({ name: watch.name, version: 1 }, dana)).rejects.toMatchObject({
        code: 'conflict',
      });
      expect(changed.version).toBe(2);
    });

    test('hit when an account shows them for the first time since, and only then', async () => {
      await watchIndicator(
        {
          name: 'device:dev-1',
          note: 'Rented twice',
          expires_at: new Date(T0.getTime() + 5 * DAY).toISOString(),
        },
        dana,
      );
      await getPool().query(`UPDATE account_indicator SET first_seen = $2 WHERE indicator_key = $1`, [
        indicatorKey('device', 'dev-1'),
        new Date(T0.getTime() - DAY),
      ]);
      await show('device', 'dev-1', ['o-5'], new Date(T0.getTime() + DAY));
      await show('device', 'dev-1', ['o-6'], new Date(T0.getTime() + 9 * DAY));
      await show('address_block', '198.51.100.0/24', ['o-7'], new Date(T0.getTime() - 9 * DAY));
      expect(await findHits(T0)).toBe(2);
      expect(await findHits(T0)).toBe(0);
      const hits = await listHits({ limit: 1 }, context);
      expect(hits.items).toMatchObject([
        {
          name: 'device:dev-1',
          note: 'Rented twice',
          account: { id: 'o-5', status: 'active', campaign: null },
        },
      ]);
      const rest = await listHits({ limit: 1, cursor: hits.next_cursor ?? '' }, context);
      expect(rest).toMatchObject({ items: [{ account: { id: 'o-7' } }], next_cursor: null });
      const { items } = await indicatorAccounts({ name: 'device:dev-1' }, context);
      expect(items.filter(({ hit }) => hit).map(({ id }) => id)).toEqual(['o-5']);
    });

    test('until somebody takes them off', async () => {
      await unwatchIndicator({ name: 'address_block:198.51.100.0/24', version: 2 }, dana);
      expect(await values({ list: 'watched' })).toEqual(['dev-1']);
      expect((await listHits({}, context)).items).toHaveLength(1);
    });
  });

  test('counted again they are the same', async () => {
    await drawIndicators(T0);
    const before = await list({ hubs: '1' });
    await drawIndicators(T0);
    expect(await list({ hubs: '1' })).toEqual(before);
  });
});
