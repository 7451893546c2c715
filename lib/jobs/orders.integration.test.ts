import { runMigrations, runOnce } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPool, getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import type { Attempt, Delivery } from '@/lib/enforce/deliver';
import { MAX_ATTEMPTS } from '@/lib/enforce/retry';
import { banAccount } from '@/lib/services/account/ban';
import { reinstateAccount } from '@/lib/services/account/reinstate';
import { insertAccount, person, SYSTEM, T0 } from '@/lib/services/fixture';
import { retryOrder } from '@/lib/services/order/retry';
import { NO_TARGET } from '@/lib/services/order/settle';
import { setWebhook } from '@/lib/services/webhook/set';
import { testWebhook } from '@/lib/services/webhook/test';
import { queueLogger } from './log';
import { deliverOrder } from './tasks/deliver-order';
import { sweepOrders } from './tasks/sweep-orders';
import { tryWebhook } from './tasks/test-webhook';

let db: TestDatabase;
let queue: pg.Pool;
beforeAll(async () => {
  db = await createTestDatabase();
  queue = createPool(db.url, { types: pg.types, max: 4 });
  await runMigrations({ pgPool: queue, logger: queueLogger });
});
afterAll(async () => {
  await queue?.end();
  await db?.drop();
});

const actor = person('analyst');
const OK: Attempt = { ok: true, status: 200 };
const DOWN: Attempt = { ok: false, final: false, error: 'Answered 503' };

/** A receiver that gives these answers in turn, then the last of them for ever, and notes what it got. */
function receiver(...answers: [Attempt, ...Attempt[]]) {
  const seen: Delivery[] = [];
  let time = T0.getTime();
  return {
    seen,
    now: () => new Date(time),
    random: () => 1,
    advance: (ms: number) => {
      time += ms;
    },
    deliver: async (delivery: Delivery) => {
      seen.push(delivery);
      return answers[Math.min(seen.length, answers.length) - 1] ?? OK;
    },
  };
}

let serial = 0;
/** An account, banned: the order that came of it. */
async function banned(now = T0): Promise<{ account: string; order: string }> {
  const account = `acct-${++serial}`;
  await insertAccount(account);
  const { order_id } = await banAccount(
    { id: account, version: 1, reason: 'Harvests.' },
    { actor, now: () => now },
  );
  return { account, order: order_id };
}

const orderRow = async (id: string) =>
  (
    await getPool().query(
      'SELECT status, attempts, last_error, delivered_at FROM enforcement_order WHERE id = $1',
      [id],
    )
  ).rows[0];
const job = async (order: string) =>
  (
    await getPool().query('SELECT queue_name, run_at, attempts FROM graphile_worker.jobs WHERE key = $1', [
      `order:${order}`,
    ])
  ).rows[0];
const target = { url: 'https://hooks.example.org/', secret: 'a secret of the receiver' };
const setTarget = async () => {
  const { rows } = await getPool().query('SELECT version FROM webhook');
  await setWebhook({ ...target, version: rows[0]?.version }, { actor: SYSTEM });
};

beforeEach(async () => {
  await getPool().query('DELETE FROM webhook');
  await getPool().query("UPDATE enforcement_order SET status = 'delivered'");
  await getPool().query('DELETE FROM graphile_worker._private_jobs');
});

describe('an order', () => {
  test('comes with its job in the transaction of the decision, in the queue of its account', async () => {
    const { order } = await banned();
    expect(await job(order)).toMatchObject({
      queue_name: expect.stringMatching(/^account:-?\d+$/),
      attempts: 0,
    });
  });

  test('has no job when the decision is refused', async () => {
    const { account, order } = await banned();
    await getPool().query('DELETE FROM graphile_worker._private_jobs');
    await expect(banAccount({ id: account, version: 2, reason: 'Again.' }, { actor })).rejects.toMatchObject({
      code: 'precondition',
    });
    expect(await job(order)).toBeUndefined();
  });

  test('is delivered with its id as the idempotency key', async () => {
    await setTarget();
    const { account, order } = await banned();
    const world = receiver(OK);
    await deliverOrder(order, world);
    expect(await orderRow(order)).toEqual({
      status: 'delivered',
      attempts: 1,
      last_error: null,
      delivered_at: T0,
    });
    expect(world.seen[0]).toMatchObject({ ...target, idempotencyKey: order });
    expect(JSON.parse(world.seen[0]?.body ?? '')).toMatchObject({
      id: order,
      kind: 'ban',
      account_id: account,
      decided_by: 'Dana Okafor',
    });
  });

  test('that fails is asked for again later, with the same key and body, until it is taken', async () => {
    await setTarget();
    const { order } = await banned();
    const world = receiver(DOWN, DOWN, OK);
    await deliverOrder(order, world);
    expect(await orderRow(order)).toMatchObject({
      status: 'pending',
      attempts: 1,
      last_error: 'Answered 503',
    });
    expect(await job(order)).toMatchObject({ run_at: new Date(T0.getTime() + 5_000) });
    world.advance(5_000);
    await deliverOrder(order, world);
    expect(await job(order)).toMatchObject({ run_at: new Date(T0.getTime() + 15_000) });
    await deliverOrder(order, world);
    expect(await orderRow(order)).toMatchObject({ status: 'delivered', attempts: 3, last_error: null });
    expect(new Set(world.seen.map((delivery) => delivery.body)).size).toBe(1);
    expect(new Set(world.seen.map((delivery) => delivery.idempotencyKey))).toEqual(new Set([order]));
  });

  test('that is refused for good is dead at once, says why, and can be tried again by a person', async () => {
    await setTarget();
    const { order } = await banned();
    await deliverOrder(order, receiver({ ok: false, final: true, error: 'Answered 404: no such account' }));
    expect(await orderRow(order)).toMatchObject({
      status: 'dead',
      attempts: 1,
      last_error: 'Answered 404: no such account',
    });
    await deliverOrder(order, receiver(OK));
    expect(await orderRow(order)).toMatchObject({ status: 'dead' });
    await retryOrder({ id: order }, { actor });
    await deliverOrder(order, receiver(OK));
    expect(await orderRow(order)).toMatchObject({ status: 'delivered', attempts: 1 });
  });

  test('is dead after the last attempt', async () => {
    await setTarget();
    const { order } = await banned();
    const world = receiver(DOWN);
    for (let attempt = 1; attempt <= MAX_ATTEMPTS + 2; attempt++) await deliverOrder(order, world);
    expect(await orderRow(order)).toMatchObject({ status: 'dead', attempts: MAX_ATTEMPTS });
    expect(world.seen).toHaveLength(MAX_ATTEMPTS);
  });

  test('that a newer decision overtook is not sent, so that a late ban never outlives its reinstatement', async () => {
    await setTarget();
    const { account, order } = await banned();
    const later = new Date(T0.getTime() + 60_000);
    const back = await reinstateAccount(
      { id: account, version: 2, reason: 'Wrong person.' },
      { actor, now: () => later },
    );
    const world = receiver(OK);
    await deliverOrder(order, world);
    await deliverOrder(back.order_id, world);
    expect(await orderRow(order)).toMatchObject({ status: 'superseded', attempts: 0 });
    expect(world.seen.map((delivery) => delivery.idempotencyKey)).toEqual([back.order_id]);
  });

  test('already taken is not sent again when its job comes twice', async () => {
    await setTarget();
    const { order } = await banned();
    const world = receiver(OK);
    await deliverOrder(order, world);
    await deliverOrder(order, world);
    expect(world.seen).toHaveLength(1);
  });

  test('of two jobs that send it at the same moment only one settles it', async () => {
    await setTarget();
    const { order } = await banned();
    const world = receiver(OK);
    await Promise.allSettled([deliverOrder(order, world), deliverOrder(order, world)]);
    expect(await orderRow(order)).toMatchObject({ status: 'delivered', attempts: 1 });
    const audit = await getPool().query(
      "SELECT 1 FROM audit_entry WHERE entity = 'order' AND entity_id = $1",
      [order],
    );
    expect(audit.rowCount).toBe(1);
  });
});

describe('without a webhook', () => {
  test('an order waits and says so, and is asked for once there is one', async () => {
    const { order } = await banned();
    const world = receiver(OK);
    await deliverOrder(order, world);
    await deliverOrder(order, world);
    expect(await orderRow(order)).toMatchObject({ status: 'pending', attempts: 0, last_error: NO_TARGET });
    await getPool().query('DELETE FROM graphile_worker._private_jobs');
    expect(await sweepOrders()).toBe(0);
    await setTarget();
    expect(
      (await getPool().query("SELECT 1 FROM graphile_worker.jobs WHERE key = 'sweep-orders'")).rowCount,
    ).toBe(1);
    expect(await sweepOrders()).toBe(1);
    expect(await job(order)).toBeDefined();
    expect(await sweepOrders()).toBe(0);
    await deliverOrder(order, world);
    expect(await orderRow(order)).toMatchObject({ status: 'delivered' });
  });

  test('an order whose job was given up is asked for again', async () => {
    await setTarget();
    const { order } = await banned();
    await getPool().query('UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key = $1', [
      `order:${order}`,
    ]);
    expect(await sweepOrders()).toBe(1);
    expect(await job(order)).toMatchObject({ attempts: 0 });
  });
});

describe('the queue', () => {
  test('runs the orders of one account one after the other, and those of others meanwhile', async () => {
    await setTarget();
    const { account } = await banned();
    await reinstateAccount(
      { id: account, version: 2, reason: 'Wrong person.' },
      { actor, now: () => new Date(T0.getTime() + 1) },
    );
    const queues = await getPool().query(
      "SELECT count(DISTINCT queue_name)::int4 AS n, count(*)::int4 AS jobs FROM graphile_worker.jobs WHERE task_identifier = 'deliver-order'",
    );
    expect(queues.rows[0]).toEqual({ n: 1, jobs: 2 });
    const world = receiver(OK);
    const ran: string[] = [];
    // Each round takes what is free: the second order of the account is, once the first is done.
    for (let round = 0; round < 2; round++) {
      await runOnce({
        pgPool: queue,
        logger: queueLogger,
        noHandleSignals: true,
        taskList: {
          'deliver-order': async (payload) => {
            const { order_id } = payload as { order_id: string };
            ran.push(order_id);
            await deliverOrder(order_id, world);
          },
          'sweep-orders': async () => {},
        },
      });
    }
    expect(ran).toHaveLength(2);
    expect(world.seen).toHaveLength(1);
    const { rows } = await getPool().query(
      'SELECT kind, status FROM enforcement_order WHERE account_id = $1 ORDER BY created_at',
      [account],
    );
    expect(rows).toEqual([
      { kind: 'ban', status: 'superseded' },
      { kind: 'reinstate', status: 'delivered' },
    ]);
  });
});

describe('trying the webhook', () => {
  test('keeps what it answered', async () => {
    await setTarget();
    await testWebhook({}, { actor: SYSTEM });
    const world = receiver({ ok: false, final: true, error: 'Answered 401: bad signature' });
    await tryWebhook(world);
    expect(JSON.parse(world.seen[0]?.body ?? '')).toMatchObject({ kind: 'test' });
    const { rows } = await getPool().query('SELECT tested_at, test_ok, test_said FROM webhook');
    expect(rows).toEqual([{ tested_at: T0, test_ok: false, test_said: 'Answered 401: bad signature' }]);
  });
});
