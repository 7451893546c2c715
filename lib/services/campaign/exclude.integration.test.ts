import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPool, getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { accountKey } from '@/lib/model/hash';
import { banAccount } from '@/lib/services/account/ban';
import { reinstateAccount } from '@/lib/services/account/reinstate';
import { insertCampaign, person, T0 } from '@/lib/services/fixture';
import { excludeAccount } from './exclude';
import { includeAccount } from './include';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  const queue = createPool(db.url, { types: pg.types, max: 1 });
  await runMigrations({ pgPool: queue });
  await queue.end();
});
afterAll(() => db.drop());

let id = '';
let serial = 0;
beforeEach(async () => {
  id = `camp-${++serial}`;
  await insertCampaign({ id, accounts: [`x-${id}`, `y-${id}`, `z-${id}`] });
});

const dana = person('analyst', 'Dana Okafor');
const reason = 'A contractor of ours.';
const rows = async (sql: string, ...params: unknown[]) => (await getPool().query(sql, params)).rows;
const head = async () =>
  (
    await rows(
      'SELECT account_count, active_accounts, exchanges, harvest_exchanges, version FROM campaign WHERE id = $1',
      id,
    )
  )[0];
const exclusions = (account: string) =>
  rows(
    'SELECT campaign_id, kind, listed FROM campaign_exclusion WHERE account_key = $1',
    accountKey(account),
  );

describe('taking an account out of a campaign', () => {
  test('takes it off the list with its counts, and remembers what was known of it', async () => {
    const account_id = `x-${id}`;
    const done = await excludeAccount({ id, account_id, version: 1, reason }, { actor: dana, now: () => T0 });
    expect(done).toMatchObject({ id, account_id, version: 2, accounts: 2, decided_at: T0.toISOString() });
    expect(await head()).toEqual({
      account_count: 2,
      active_accounts: 2,
      exchanges: 900n,
      harvest_exchanges: 810n,
      version: 2,
    });
    expect(await exclusions(account_id)).toEqual([
      {
        campaign_id: id,
        kind: 'excluded',
        listed: expect.objectContaining({ harvest_exchanges: 90, reasons: ['Shares a card with 3 others.'] }),
      },
    ]);
    expect(await rows('SELECT kind, reason FROM decision WHERE campaign_id = $1', id)).toEqual([
      { kind: 'exclude', reason },
    ]);
    expect(
      await rows('SELECT kind, actor_name, summary FROM campaign_event WHERE campaign_id = $1', id),
    ).toEqual([{ kind: 'account_excluded', actor_name: 'Dana Okafor', summary: reason }]);
  });

  test('can be taken back: then everything is as it was', async () => {
    const account_id = `x-${id}`;
    const before = await rows(
      'SELECT * FROM campaign_account WHERE campaign_id = $1 ORDER BY account_key',
      id,
    );
    const counts = await head();
    await excludeAccount({ id, account_id, version: 1, reason }, { actor: dana });
    await includeAccount({ id, account_id, version: 2, reason: 'No contractor.' }, { actor: dana });
    expect(
      await rows('SELECT * FROM campaign_account WHERE campaign_id = $1 ORDER BY account_key', id),
    ).toEqual(before);
    expect(await head()).toEqual({ ...counts, version: 3 });
    expect(await exclusions(account_id)).toEqual([]);
  });

  test('a reinstated account is remembered in its campaigns until it is banned again', async () => {
    const account = `y-${id}`;
    await banAccount({ id: account, version: 1, reason }, { actor: dana });
    await reinstateAccount({ id: account, version: 2, reason: 'Appealed, rightly.' }, { actor: dana });
    expect(await exclusions(account)).toMatchObject([{ campaign_id: id, kind: 'reinstated' }]);
    await banAccount({ id: account, version: 3, reason }, { actor: dana });
    expect(await exclusions(account)).toEqual([]);
  });

  test('a contained campaign that nobody judged is suspected again when an account can act', async () => {
    await getPool().query("UPDATE account SET status = 'banned' WHERE id LIKE $1", [`%-${id}`]);
    await getPool().query("UPDATE campaign SET status = 'contained' WHERE id = $1", [id]);
    await reinstateAccount({ id: `z-${id}`, version: 1, reason: 'Appealed.' }, { actor: dana });
    expect(await rows('SELECT status FROM campaign WHERE id = $1', id)).toEqual([{ status: 'suspected' }]);
  });
});
