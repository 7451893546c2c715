import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { accountKey, indicatorKey } from '@/lib/model/hash';
import { insertAccount, insertCampaign, SYSTEM, T0 } from '@/lib/services/fixture';
import { drawLinks } from './draw-links';
import { campaignLinks, linkedAccounts } from './links';

const context = { actor: SYSTEM };
const members = Array.from({ length: 10 }, (_, i) => `m-${i}`);

async function show(kind: 'payment_fingerprint' | 'asn' | 'user_agent', value: string, accounts: string[]) {
  const key = indicatorKey(kind, value);
  await getPool().query('INSERT INTO indicator (key, kind, value, accounts) VALUES ($1, $2, $3, $4)', [
    key,
    kind,
    value,
    accounts.length,
  ]);
  await getPool().query(
    `INSERT INTO account_indicator (account_key, indicator_key, first_seen, last_seen, exchanges)
     SELECT k, $2, $3, $3, 1 FROM unnest($1::bigint[]) k`,
    [accounts.map(accountKey), key, T0],
  );
}

describe('what the members of a campaign share', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    const others = Array.from({ length: 40 }, (_, i) => `o-${i}`);
    for (const id of others) await insertAccount(id);
    await insertCampaign({ id: 'cmp_1', accounts: members });
    await show('payment_fingerprint', 'card-1', members.slice(0, 6));
    await show('payment_fingerprint', 'card-2', members.slice(5));
    await show('payment_fingerprint', 'own', ['m-0']);
    await show('asn', '64500', [...members, ...others.slice(0, 20)]);
    await show('user_agent', '<b>x</b>', [...members.slice(0, 2), ...others.slice(0, 1)]);
  });
  afterAll(() => db.drop());

  test('is missing until it is drawn', async () => {
    expect(await campaignLinks({ id: 'cmp_1' }, context)).toEqual({ picture: null });
    await expect(campaignLinks({ id: 'none' }, context)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('stands by weight, hubs last, with how many outside show it too', async () => {
    await drawLinks('cmp_1');
    const { picture } = await campaignLinks({ id: 'cmp_1' }, context);
    expect(picture).toMatchObject({ members: 10, outside: 40, stale: false });
    expect(
      picture?.links.map(({ value, accounts, outside, hub }) => [value, accounts, outside, hub]),
    ).toEqual([
      ['card-1', 6, 0, false],
      ['card-2', 5, 0, false],
      ['<b>x</b>', 2, 1, false],
      ['64500', 10, 20, true],
    ]);
    expect(picture?.graph.left_out.accounts).toBe(0);
  });

  test('isolates those who show all of the chosen values, in pages', async () => {
    await getPool().query("UPDATE account SET status = 'banned' WHERE id IN ('m-5', 'm-9')");
    const both = await linkedAccounts({ id: 'cmp_1', show: ['0', '1'], columns: ['2'] }, context);
    expect(both).toMatchObject({ total: 1, banned: 1, items: [{ id: 'm-5', shows: [false] }] });
    expect((await linkedAccounts({ id: 'cmp_1', show: '1' }, context)).banned).toBe(2);
    const first = await linkedAccounts({ id: 'cmp_1', limit: 6 }, context);
    const rest = await linkedAccounts({ id: 'cmp_1', limit: 6, cursor: first.next_cursor ?? '' }, context);
    expect([...first.items, ...rest.items].map(({ id }) => id).sort()).toEqual([...members].sort());
    expect(rest.next_cursor).toBeNull();
    expect((await linkedAccounts({ id: 'cmp_1', show: '999' }, context)).total).toBe(0);
  });

  test('drawn again it is the same', async () => {
    const before = await campaignLinks({ id: 'cmp_1' }, context);
    await drawLinks('cmp_1');
    expect(await campaignLinks({ id: 'cmp_1' }, context)).toEqual(before);
  });
});
