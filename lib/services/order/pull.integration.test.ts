import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { FakeWorld } from '@/lib/jobs/fixture';
import { drainTarget } from '@/lib/jobs/tasks/drain-target';
import { accountKey } from '@/lib/model/hash';
import { banAccount } from '@/lib/services/account/ban';
import { reinstateAccount } from '@/lib/services/account/reinstate';
import { insertAccount, key, person, SYSTEM, T0 } from '@/lib/services/fixture';
import { addTarget } from '@/lib/services/target/add';
import { listTargets } from '@/lib/services/target/list';
import { pauseTarget } from '@/lib/services/target/pause';
import { replayTarget } from '@/lib/services/target/replay';
import { ackOrder } from './ack';
import { ackOrders } from './ack-many';
import { enqueueOrders } from './enqueue';
import { pullOrders } from './pull';

let db: TestDatabase;
beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  db = await createTestDatabase();
});
afterAll(() => db?.drop());

const actor = key('orders');
const analyst = person('analyst');

beforeEach(async () => {
  await getPool().query('DELETE FROM order_delivery');
  await getPool().query('DELETE FROM target');
  await getPool().query("UPDATE enforcement_order SET status = 'delivered'");
  await addTarget({ id: 'fetched', kind: 'pull', name: 'Fetched' }, { actor: SYSTEM });
});

let serial = 0;
async function banned(): Promise<{ account: string; order: string }> {
  const account = `acct-${++serial}`;
  await insertAccount(account);
  const { order_id } = await banAccount(
    { id: account, version: 1, reason: 'Harvests.' },
    { actor: analyst, now: () => T0 },
  );
  return { account, order: order_id };
}
const publish = () => drainTarget('fetched', new FakeWorld());
const pull = (after = '', more: object = {}) => pullOrders({ after, ...more }, { actor });
const orderRow = async (id: string) =>
  (await getPool().query('SELECT status, last_error FROM enforcement_order WHERE id = $1', [id])).rows[0];

describe('fetching orders', () => {
  test('gives each in the words that a webhook would get, page by page, and then nothing more', async () => {
    const orders: string[] = [];
    for (let i = 0; i < 5; i++) orders.push((await banned()).order);
    await publish();
    const first = await pull('', { limit: 2 });
    expect(first.items[0]).toEqual({
      id: orders[0],
      sequence: expect.stringMatching(/^\d+$/),
      kind: 'ban',
      account_id: `acct-${serial - 4}`,
      reason: 'Harvests.',
      decided_by: 'Dana Okafor',
      decided_at: T0.toISOString(),
    });
    expect(first.next_cursor).toBe(first.after);
    const second = await pull(first.after, { limit: 2 });
    const third = await pull(second.after, { limit: 2 });
    expect([first, second, third].flatMap(({ items }) => items.map(({ id }) => id))).toEqual(orders);
    expect(third.next_cursor).toBeNull();
    expect(await pull(third.after)).toEqual({ items: [], next_cursor: null, after: third.after });
  });

  test('gives what was not acknowledged again to whoever begins anew, and what was no more', async () => {
    const [a, b, c] = [await banned(), await banned(), await banned()];
    await publish();
    await pull();
    expect(await ackOrder({ id: a.order }, { actor })).toEqual({ id: a.order, status: 'delivered' });
    expect((await pull()).items.map(({ id }) => id)).toEqual([b.order, c.order]);
    expect(await orderRow(a.order)).toEqual({ status: 'delivered', last_error: null });
    expect(await orderRow(b.order)).toMatchObject({ status: 'pending' });
  });

  test('passes by no order whose transaction ended late', async () => {
    const pool = getPool();
    const write = async (client: { query: typeof pool.query }, id: string) => {
      await client.query(
        `INSERT INTO decision (id, kind, reason, actor_kind, actor_id, actor_name, decided_at)
         VALUES ($1, 'ban', 'r', 'system', 'system', 'Retort', $2)`,
        [id, T0],
      );
      await client.query(
        `INSERT INTO enforcement_order (id, decision_id, account_key, account_id, kind, reason, created_at)
         VALUES ($1, $1, $2, $1, 'ban', 'r', $3)`,
        [id, accountKey(id), T0],
      );
    };
    const slow = await pool.connect();
    await slow.query('BEGIN');
    await write(slow, 'began first');
    await enqueueOrders(slow, [{ orderId: 'began first' }]);
    const { order } = await banned();
    await publish();
    const before = await pull();
    expect(before.items.map(({ id }) => id)).toEqual([order]);
    await slow.query('COMMIT');
    slow.release();
    await publish();
    expect((await pull(before.after)).items.map(({ id }) => id)).toEqual(['began first']);
  });

  test('drops what a newer order took the place of, fetched or not, and takes its acknowledgement all the same', async () => {
    const { account, order } = await banned();
    await publish();
    await pull();
    const back = await reinstateAccount(
      { id: account, version: 2, reason: 'Wrong person.' },
      { actor: analyst },
    );
    await publish();
    expect((await pull()).items.map(({ kind }) => kind)).toEqual(['reinstate']);
    expect(await ackOrder({ id: order }, { actor })).toEqual({ id: order, status: 'superseded' });
    expect(await ackOrder({ id: back.order_id }, { actor })).toMatchObject({ status: 'delivered' });
  });

  test.each(['x', '-', '1.5', '99999999999999999999', "1' OR 1=1"])('refuses the place %s', async (after) => {
    await expect(pull(after)).rejects.toMatchObject({ code: 'invalid' });
  });

  test('is for keys of its scope alone', async () => {
    for (const other of [person('admin'), analyst, key('read'), key('enforce'), key('ingest')]) {
      await expect(pullOrders({}, { actor: other })).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(banAccount({ id: 'x', version: 1, reason: 'Harvests.' }, { actor })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('says which targets there are when it must be said, and waits while one is paused', async () => {
    await addTarget({ id: 'other', kind: 'pull', name: 'Other' }, { actor: SYSTEM });
    const { order } = await banned();
    await drainTarget('other', new FakeWorld());
    await expect(pull()).rejects.toMatchObject({ code: 'invalid' });
    await expect(pull('', { target: 'nothing' })).rejects.toMatchObject({ code: 'not_found' });
    expect((await pull('', { target: 'other' })).items.map(({ id }) => id)).toEqual([order]);
    await pauseTarget({ id: 'other', version: 1 }, { actor: SYSTEM });
    await expect(pull('', { target: 'other' })).rejects.toMatchObject({ code: 'precondition' });
  });
});

describe('acknowledging', () => {
  test('twice changes nothing, and many at once are all or none', async () => {
    const [a, b] = [await banned(), await banned()];
    await publish();
    await expect(ackOrders({ ids: [a.order, 'unknown'] }, { actor })).rejects.toMatchObject({
      code: 'not_found',
      facts: { ids: ['unknown'] },
    });
    expect(await orderRow(a.order)).toMatchObject({ status: 'pending' });
    const both = { items: [a, b].map(({ order }) => ({ id: order, status: 'delivered' })) };
    expect(await ackOrders({ ids: [a.order, b.order] }, { actor })).toEqual(both);
    expect(await ackOrders({ ids: [a.order, b.order], failed: 'too late' }, { actor })).toEqual(both);
  });

  test('that it cannot be done makes a dead letter, which a person can have listed again', async () => {
    const { order } = await banned();
    await publish();
    const { after } = await pull();
    await ackOrder({ id: order, failed: 'no such account' }, { actor });
    expect(await orderRow(order)).toEqual({ status: 'dead', last_error: 'no such account' });
    expect((await listTargets({}, { actor: SYSTEM })).items[0]).toMatchObject({ dead: 1 });
    await replayTarget({ id: 'fetched' }, { actor: SYSTEM });
    await publish();
    expect((await pull(after)).items.map(({ id }) => id)).toEqual([order]);
  });

  test('an order that goes to another target is not this one’s to acknowledge', async () => {
    await getPool().query("UPDATE target SET removed_at = now() WHERE id = 'fetched'");
    const { order } = await banned();
    await addTarget({ id: 'later', kind: 'pull', name: 'Later', test: true }, { actor: SYSTEM });
    await expect(ackOrder({ id: order }, { actor })).rejects.toMatchObject({ code: 'not_found' });
  });
});
