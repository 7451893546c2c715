import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPool, getPool, transaction } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { PATIENCE } from '@/lib/enforce/hold';
import type { Message } from '@/lib/enforce/line';
import { MAX_ATTEMPTS } from '@/lib/enforce/retry';
import { verifySignature } from '@/lib/enforce/sign';
import { FakeWorld, TAKEN } from '@/lib/jobs/fixture';
import { queueLogger } from '@/lib/jobs/log';
import type { OrderKind } from '@/lib/model/decision';
import { accountKey } from '@/lib/model/hash';
import { banAccount } from '@/lib/services/account/ban';
import { reinstateAccount } from '@/lib/services/account/reinstate';
import { insertAccount, person, SYSTEM, T0 } from '@/lib/services/fixture';
import { enqueueOrders } from '@/lib/services/order/enqueue';
import { nextDue } from '@/lib/services/order/outbox';
import { retryOrder } from '@/lib/services/order/retry';
import { NO_TARGET } from '@/lib/services/order/summarize';
import { addTarget } from '@/lib/services/target/add';
import { changeTarget } from '@/lib/services/target/change';
import { listTargets } from '@/lib/services/target/list';
import { pauseTarget } from '@/lib/services/target/pause';
import { removeTarget } from '@/lib/services/target/remove';
import { replayTarget } from '@/lib/services/target/replay';
import { resumeTarget } from '@/lib/services/target/resume';
import { testTarget } from '@/lib/services/target/test';
import { ABREAST } from './drain';
import { drainTarget } from './drain-target';
import { sweepOrders } from './sweep-orders';
import { tryTarget } from './try-target';

let db: TestDatabase;
let queue: pg.Pool;
beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  db = await createTestDatabase();
  queue = createPool(db.url, { types: pg.types, max: 2 });
  await runMigrations({ pgPool: queue, logger: queueLogger });
  // These tests ban more than one person may alone.
  await getPool().query(
    "INSERT INTO setting (key, value, changed_by, changed_at) VALUES ('approval.threshold', '10000', 'Test', now())",
  );
});
afterAll(async () => {
  await queue?.end();
  await db?.drop();
});

const actor = person('analyst');
const SECRET = 'a secret of the receiver';
const URL_OF = 'https://hooks.example.org/';
const NONE: Message = { method: 'GET', url: '', headers: {} };
const DOWN = { status: 500, text: 'down' };
const busyFor = (seconds: number) => ({ status: 429, text: '', retryAfterMs: seconds * 1_000 });

beforeEach(async () => {
  await getPool().query('DELETE FROM order_delivery');
  await getPool().query('DELETE FROM target');
  await getPool().query("UPDATE enforcement_order SET status = 'delivered'");
  await getPool().query('DELETE FROM graphile_worker._private_jobs');
});

const hook = (id = 'hook', more: object = {}) =>
  addTarget(
    { id, kind: 'webhook', name: id, url: URL_OF, secret: SECRET, ...more },
    { actor: SYSTEM, now: () => T0 },
  );

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

/** Orders of these kinds for one account, one after the other, as batches write them. */
async function ordered(account: string, ...kinds: OrderKind[]): Promise<string[]> {
  const ids: string[] = [];
  for (const kind of kinds) {
    const id = `${account}-${kind}-${++serial}`;
    await transaction(async (tx) => {
      await tx.query(
        `INSERT INTO decision (id, kind, reason, actor_kind, actor_id, actor_name, decided_at)
         VALUES ($1, $2, 'r', 'system', 'system', 'Retort', $3)`,
        [id, kind, T0],
      );
      await tx.query(
        `INSERT INTO enforcement_order (id, decision_id, account_key, account_id, kind, reason, created_at)
         VALUES ($1, $1, $2, $3, $4, 'r', $5)`,
        [id, accountKey(account), account, kind, T0],
      );
      await enqueueOrders(tx, [{ orderId: id }]);
    });
    ids.push(id);
  }
  return ids;
}

const one = async (sql: string, ...values: unknown[]) => (await getPool().query(sql, values)).rows[0];
const orderRow = (id: string) =>
  one('SELECT status, attempts, last_error, delivered_at FROM enforcement_order WHERE id = $1', id);
const statuses = async (ids: string[]) => Promise.all(ids.map(async (id) => (await orderRow(id)).status));
const delivery = (target: string, order: string) =>
  one(
    'SELECT status, attempts, last_error, due_at, test FROM order_delivery WHERE target_id = $1 AND order_id = $2',
    target,
    order,
  );
const jobs = async () =>
  (
    await getPool().query(
      "SELECT queue_name, key, run_at FROM graphile_worker.jobs WHERE task_identifier = 'drain-target' ORDER BY id",
    )
  ).rows;

/** Drains again and again, each time when the target may be tried again, until nothing waits. */
async function drainOut(id: string, world: FakeWorld, rounds = 200): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await drainTarget(id, world);
    const due = await nextDue(id);
    if (!due) return;
    const { held_until } = await one('SELECT held_until FROM target WHERE id = $1', id);
    world.advance(Math.max(0, Math.max(due.getTime(), held_until?.getTime() ?? 0) - world.now().getTime()));
  }
}

describe('an order', () => {
  test('is in the outbox of every target in the transaction of the decision, and asks for each by itself', async () => {
    await hook('a');
    await hook('b', { test: true });
    await addTarget({ id: 'c', kind: 'pull', name: 'c' }, { actor: SYSTEM });
    await getPool().query('DELETE FROM graphile_worker._private_jobs');
    const { order } = await banned();
    const { rows } = await getPool().query(
      'SELECT target_id, test FROM order_delivery WHERE order_id = $1 ORDER BY target_id',
      [order],
    );
    expect(rows).toEqual([
      { target_id: 'a', test: false },
      { target_id: 'b', test: true },
      { target_id: 'c', test: false },
    ]);
    expect((await jobs()).map(({ queue_name, key }) => [queue_name, key])).toEqual([
      ['target:a', null],
      ['target:b', null],
      ['target:c', null],
    ]);
  });

  test('leaves nothing behind when its decision is refused', async () => {
    await hook();
    const { account } = await banned();
    await getPool().query('DELETE FROM graphile_worker._private_jobs');
    await expect(banAccount({ id: account, version: 2, reason: 'Again.' }, { actor })).rejects.toMatchObject({
      code: 'precondition',
    });
    expect(await one('SELECT count(*)::int AS n FROM order_delivery')).toEqual({ n: 1 });
    expect(await jobs()).toEqual([]);
  });

  test('is delivered, signed with the time, with its id as the idempotency key', async () => {
    await hook();
    const { account, order } = await banned();
    const world = new FakeWorld();
    expect(await drainTarget('hook', world)).toBe(1);
    expect(await orderRow(order)).toEqual({
      status: 'delivered',
      attempts: 1,
      last_error: null,
      delivered_at: T0,
    });
    const { url, headers, body = '' } = world.seen[0]?.message ?? NONE;
    expect(url).toBe(URL_OF);
    expect(headers['idempotency-key']).toBe(order);
    expect(verifySignature(headers['retort-signature'] ?? '', body, SECRET, T0)).toBe(true);
    expect(JSON.parse(body)).toMatchObject({
      id: order,
      kind: 'ban',
      account_id: account,
      decided_by: 'Dana Okafor',
      sequence: expect.stringMatching(/^\d+$/),
    });
  });

  test('that fails is asked for again later, with the same key and body, until it is taken', async () => {
    await hook();
    const { order } = await banned();
    const world = new FakeWorld((n) => (n < 3 ? DOWN : TAKEN));
    await drainTarget('hook', world);
    expect(await orderRow(order)).toMatchObject({
      status: 'pending',
      attempts: 1,
      last_error: 'Answered 500: down',
    });
    expect((await jobs()).at(-1)).toMatchObject({
      key: 'drain:hook',
      queue_name: 'target:hook',
      run_at: new Date(T0.getTime() + 5_000),
    });
    await drainOut('hook', world);
    expect(await orderRow(order)).toMatchObject({ status: 'delivered', attempts: 3, last_error: null });
    expect(world.seen.map(({ at }) => at - T0.getTime())).toEqual([0, 5_000, 15_000]);
    expect(new Set(world.seen.map(({ message }) => message.body)).size).toBe(1);
    expect(new Set(world.seen.map(({ key }) => key))).toEqual(new Set([order]));
  });

  test('that is refused for good is a dead letter, says why, and can be sent again by a person', async () => {
    await hook();
    const { order } = await banned();
    await drainTarget('hook', new FakeWorld(() => ({ status: 404, text: 'no such account' })));
    const dead = { status: 'dead', attempts: 1, last_error: 'Answered 404: no such account' };
    expect(await orderRow(order)).toMatchObject(dead);
    expect(await drainTarget('hook', new FakeWorld())).toBe(0);
    expect(await orderRow(order)).toMatchObject(dead);
    await retryOrder({ id: order }, { actor });
    expect(await orderRow(order)).toMatchObject({ status: 'pending', attempts: 0 });
    const world = new FakeWorld();
    await drainTarget('hook', world);
    expect(world.seen.map(({ key }) => key)).toEqual([order]);
    expect(await orderRow(order)).toMatchObject({ status: 'delivered', attempts: 1 });
  });

  test('is a dead letter after the last attempt, not before', async () => {
    await hook();
    const { order } = await banned();
    const world = new FakeWorld(() => DOWN);
    await drainOut('hook', world);
    expect(await orderRow(order)).toMatchObject({ status: 'dead', attempts: MAX_ATTEMPTS });
    expect(world.seen).toHaveLength(MAX_ATTEMPTS);
    const audit = await one(
      "SELECT after FROM audit_entry WHERE entity = 'order' AND entity_id = $1 AND verb = 'order.settle'",
      order,
    );
    expect(audit.after).toMatchObject({ status: 'dead', attempts: MAX_ATTEMPTS, target: 'hook' });
  });

  test('counts as what all its targets made of it', async () => {
    await hook('a');
    await hook('b');
    const { order } = await banned();
    await drainTarget('a', new FakeWorld());
    expect(await orderRow(order)).toMatchObject({ status: 'pending' });
    await drainTarget('b', new FakeWorld(() => ({ status: 400, text: '' })));
    expect(await orderRow(order)).toMatchObject({ status: 'dead', last_error: 'Answered 400' });
    await retryOrder({ id: order }, { actor });
    const again = new FakeWorld();
    await drainTarget('a', again);
    await drainTarget('b', again);
    // The target that had it does not get it again.
    expect(again.seen).toHaveLength(1);
    expect(await orderRow(order)).toMatchObject({ status: 'delivered', last_error: null });
  });
});

describe('orders of one account', () => {
  test('go one after the other, the next only when the first was taken', async () => {
    await hook();
    const kinds: OrderKind[] = ['throttle', 'verify', 'reinstate', 'suspend'];
    const ids: string[] = [];
    // Delivered in between, or the reinstatement would make the first two needless.
    ids.push(...(await ordered('seq', 'throttle', 'verify')));
    const world = new FakeWorld((n) => (n <= 2 ? DOWN : TAKEN));
    await drainOut('hook', world);
    ids.push(...(await ordered('seq', 'reinstate', 'suspend')));
    await drainOut('hook', world);
    expect(world.seen.map(({ kind }) => kind)).toEqual(['throttle', 'throttle', ...kinds]);
    expect(await statuses(ids)).toEqual(['delivered', 'delivered', 'delivered', 'delivered']);
  });

  test('wait for one that is tried again later, and those of others do not', async () => {
    await hook();
    const [first] = await ordered('slow', 'throttle', 'verify');
    await ordered('other', 'ban');
    const world = new FakeWorld((_, { body }) => (body?.includes(`"${first}"`) ? DOWN : TAKEN));
    await drainTarget('hook', world);
    expect(world.seen.map(({ account, kind }) => `${account} ${kind}`)).toEqual([
      'slow throttle',
      'other ban',
    ]);
  });

  test('that newer ones take the place of are not sent: a late ban never outlives its reinstatement', async () => {
    await hook();
    const { account, order } = await banned();
    const back = await reinstateAccount(
      { id: account, version: 2, reason: 'Wrong person.' },
      { actor, now: () => T0 },
    );
    const world = new FakeWorld();
    await drainTarget('hook', world);
    expect(await orderRow(order)).toMatchObject({ status: 'superseded', attempts: 0 });
    expect(world.seen.map(({ key }) => key)).toEqual([back.order_id]);
  });

  test('a reinstatement does not wait for the ban that is tried again in an hour', async () => {
    await hook();
    const { account, order } = await banned();
    const world = new FakeWorld((n) => (n === 1 ? DOWN : TAKEN));
    await drainTarget('hook', world);
    await getPool().query("UPDATE order_delivery SET due_at = due_at + interval '1 hour'");
    const back = await reinstateAccount(
      { id: account, version: 2, reason: 'Wrong person.' },
      { actor, now: () => T0 },
    );
    await drainTarget('hook', world);
    expect(world.seen.map(({ key }) => key)).toEqual([order, back.order_id]);
    expect(await statuses([order, back.order_id])).toEqual(['superseded', 'delivered']);
  });

  test('a reinstatement is sent before the suspension that follows it', async () => {
    await hook();
    const ids = await ordered('twice', 'ban', 'reinstate', 'suspend');
    const world = new FakeWorld();
    await drainTarget('hook', world);
    expect(world.seen.map(({ kind }) => kind)).toEqual(['reinstate', 'suspend']);
    expect(await statuses(ids)).toEqual(['superseded', 'delivered', 'delivered']);
  });

  test('a dead letter is not sent again when something newer was ordered since', async () => {
    await hook();
    const { account, order } = await banned();
    await drainTarget('hook', new FakeWorld(() => ({ status: 410, text: '' })));
    await reinstateAccount({ id: account, version: 2, reason: 'Wrong person.' }, { actor });
    await expect(retryOrder({ id: order }, { actor })).rejects.toMatchObject({ code: 'precondition' });
    await replayTarget({ id: 'hook' }, { actor: SYSTEM });
    const world = new FakeWorld();
    world.advance(10 ** 12);
    await drainTarget('hook', world);
    expect(world.seen.map(({ kind }) => kind)).toEqual(['reinstate']);
    expect(await orderRow(order)).toMatchObject({ status: 'superseded' });
  });
});

describe('a target', () => {
  test('that fails again and again is left alone, and asked with one order at a time until it works', async () => {
    await hook();
    for (let i = 0; i < 60; i++) await banned();
    let up = false;
    const world = new FakeWorld(() => (up ? TAKEN : DOWN));
    await drainTarget('hook', world);
    expect(world.seen.length).toBeGreaterThanOrEqual(PATIENCE);
    expect(world.seen.length).toBeLessThanOrEqual(PATIENCE + ABREAST);
    const failing = await listTargets({}, { actor: SYSTEM });
    expect(failing.items[0]).toMatchObject({ waiting: 60, held_why: 'Answered 500: down' });
    // Those that failed side by side count as one failure more, not as thirty.
    expect((await jobs()).at(-1)?.run_at.getTime() - T0.getTime()).toBeLessThanOrEqual(5_000);
    const before = world.seen.length;
    // Its time is not over yet.
    expect(await drainTarget('hook', world)).toBe(0);
    world.advance(60 * 60_000);
    await drainTarget('hook', world);
    expect(world.seen.length).toBe(before + 1);
    up = true;
    await drainOut('hook', world);
    expect(await one("SELECT count(*)::int AS n FROM order_delivery WHERE status = 'delivered'")).toEqual({
      n: 60,
    });
    const well = await listTargets({}, { actor: SYSTEM });
    expect(well.items[0]).toMatchObject({ waiting: 0, held_until: null, held_why: null });
  });

  test('that asks to be left alone is, and so is one whose secret is wrong, and no order dies of it', async () => {
    await hook();
    for (let i = 0; i < 12; i++) await banned();
    const world = new FakeWorld((n) => (n <= 12 ? busyFor(120) : TAKEN));
    await drainTarget('hook', world);
    expect(world.seen.length).toBeLessThanOrEqual(12);
    expect((await jobs()).at(-1)?.run_at).toEqual(new Date(T0.getTime() + 120_000));
    const refused = new FakeWorld(() => ({ status: 401, text: 'bad signature' }));
    refused.advance(3_600_000);
    await drainTarget('hook', refused);
    expect(await one("SELECT count(*)::int AS n FROM order_delivery WHERE status = 'pending'")).toEqual({
      n: 12,
    });
    expect((await listTargets({}, { actor: SYSTEM })).items[0]).toMatchObject({
      dead: 0,
      held_why: 'Answered 401: bad signature',
    });
  });

  test('with a limit gets no more orders a second, also from one stretch to the next', async () => {
    await hook('hook', { per_second: 5 });
    for (let i = 0; i < 12; i++) await banned();
    const world = new FakeWorld();
    await drainTarget('hook', world);
    for (let i = 0; i < 3; i++) await banned();
    await drainTarget('hook', world);
    const times = world.seen.map(({ at }) => at);
    expect(times).toHaveLength(15);
    for (const from of times) {
      expect(times.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(5);
    }
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThanOrEqual(15 * 200 + 1_000);
  });

  test('that is paused gets nothing, and everything in order when it goes on', async () => {
    await hook();
    await pauseTarget({ id: 'hook', version: 1 }, { actor: SYSTEM });
    const { order } = await banned();
    const world = new FakeWorld();
    expect(await drainTarget('hook', world)).toBe(0);
    expect(await orderRow(order)).toMatchObject({ status: 'pending', attempts: 0 });
    await getPool().query('DELETE FROM graphile_worker._private_jobs');
    await resumeTarget({ id: 'hook', version: 2 }, { actor: SYSTEM });
    expect(await jobs()).toHaveLength(1);
    await drainTarget('hook', world);
    expect(world.seen.map(({ key }) => key)).toEqual([order]);
  });

  test('that is paused in the middle of a stretch gets no more than what was on its way', async () => {
    await hook('hook', { per_second: 10 });
    for (let i = 0; i < 30; i++) await banned();
    const world = new FakeWorld(async (n) => {
      if (n === 5) await pauseTarget({ id: 'hook', version: 1 }, { actor: SYSTEM });
      return TAKEN;
    });
    await drainTarget('hook', world);
    expect(world.seen.length).toBeLessThan(15);
    expect(await one("SELECT count(*)::int AS n FROM order_delivery WHERE status = 'pending'")).toEqual({
      n: 30 - world.seen.length,
    });
  });

  test('in test mode gets orders marked as test, under keys of their own, and none counts as done', async () => {
    await hook('trial', { test: true });
    const { order } = await banned();
    const world = new FakeWorld();
    await drainTarget('trial', world);
    expect(JSON.parse(world.seen[0]?.message.body ?? '')).toMatchObject({ id: order, test: true });
    expect(world.seen[0]?.key).toBe(`test-${order}`);
    expect(await delivery('trial', order)).toMatchObject({ status: 'delivered', test: true });
    expect(await orderRow(order)).toMatchObject({ status: 'pending', last_error: NO_TARGET });
    // Out of test mode it gets in earnest what no other target has done.
    await changeTarget(
      { id: 'trial', version: 1, name: 'trial', url: URL_OF, test: false },
      { actor: SYSTEM },
    );
    await drainTarget('trial', world);
    expect(world.seen[1]?.key).toBe(order);
    expect(JSON.parse(world.seen[1]?.message.body ?? '')).not.toHaveProperty('test');
    expect(await orderRow(order)).toMatchObject({ status: 'delivered' });
  });

  test('that is taken away gets nothing more; what only it was to get waits for a new one', async () => {
    await hook('a');
    const { order } = await banned();
    await removeTarget({ id: 'a', version: 1 }, { actor: SYSTEM });
    const world = new FakeWorld();
    await drainTarget('a', world);
    expect(world.seen).toEqual([]);
    expect(await orderRow(order)).toMatchObject({ status: 'pending', last_error: NO_TARGET });
    expect(await one("SELECT secret FROM target WHERE id = 'a'")).toEqual({ secret: null });
    await hook('b', { name: 'a' });
    await drainTarget('b', world);
    expect(await orderRow(order)).toMatchObject({ status: 'delivered' });
  });

  test('gets every dead letter of it again when a person wants it', async () => {
    await hook();
    const orders: string[] = [];
    for (let i = 0; i < 5; i++) orders.push((await banned()).order);
    await drainTarget('hook', new FakeWorld(() => ({ status: 422, text: '' })));
    expect((await listTargets({}, { actor: SYSTEM })).items[0]).toMatchObject({ dead: 5, waiting: 0 });
    await replayTarget({ id: 'hook' }, { actor: SYSTEM });
    expect((await listTargets({}, { actor: SYSTEM })).items[0]).toMatchObject({ replaying: true });
    const world = new FakeWorld();
    await drainTarget('hook', world);
    expect(world.seen.map(({ key }) => key).sort()).toEqual([...orders].sort());
    expect((await listTargets({}, { actor: SYSTEM })).items[0]).toMatchObject({ dead: 0, replaying: false });
    await expect(replayTarget({ id: 'hook' }, { actor: SYSTEM })).rejects.toMatchObject({
      code: 'precondition',
    });
  });

  test('that is tried keeps what it answered', async () => {
    await hook();
    await testTarget({ id: 'hook' }, { actor: SYSTEM });
    const world = new FakeWorld(() => ({ status: 401, text: 'bad signature' }));
    await tryTarget('hook', world);
    expect(JSON.parse(world.seen[0]?.message.body ?? '')).toMatchObject({ kind: 'test' });
    expect((await listTargets({}, { actor: SYSTEM })).items[0]).toMatchObject({
      tested_at: T0.toISOString(),
      test_ok: false,
      test_said: 'Answered 401: bad signature',
    });
  });

  test('whose secret was kept under another secret of the installation says so, and loses no order', async () => {
    await hook();
    const { order } = await banned();
    process.env.RETORT_AUTH_SECRET = 'quite another secret than before, long enough';
    const world = new FakeWorld();
    await drainTarget('hook', world);
    process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
    expect(world.seen).toEqual([]);
    expect(await orderRow(order)).toMatchObject({
      status: 'pending',
      last_error: expect.stringMatching(/RETORT_AUTH_SECRET/),
    });
  });

  test('of LiteLLM blocks and unblocks keys, and what it cannot do is not done', async () => {
    await addTarget(
      {
        id: 'llm',
        kind: 'litellm',
        name: 'llm',
        url: 'https://proxy.example.org',
        secret: 'sk-1',
        key_from: 'key',
      },
      { actor: SYSTEM },
    );
    const world = new FakeWorld();
    const ids = await ordered('hash-1', 'verify', 'suspend');
    await drainTarget('llm', world);
    ids.push(...(await ordered('hash-1', 'reinstate')));
    await drainTarget('llm', world);
    expect(world.seen.map(({ message }) => [new URL(message.url).pathname, message.body])).toEqual([
      ['/key/block', '{"key":"hash-1"}'],
      ['/key/unblock', '{"key":"hash-1"}'],
    ]);
    expect(await statuses(ids)).toEqual(['superseded', 'delivered', 'delivered']);
    const [alone] = await ordered('hash-2', 'throttle');
    await drainTarget('llm', world);
    expect(await orderRow(alone ?? '')).toMatchObject({
      status: 'dead',
      last_error: expect.stringMatching(/no call/),
    });
  });
});

describe('without a target', () => {
  test('an order waits and says so, and goes to the first that is added', async () => {
    const { order } = await banned();
    expect(await sweepOrders()).toBe(0);
    await hook();
    expect(await jobs()).toHaveLength(1);
    const world = new FakeWorld();
    await drainTarget('hook', world);
    expect(world.seen.map(({ key }) => key)).toEqual([order]);
    // One that comes later gets what is decided from then on.
    await hook('later');
    expect(await drainTarget('later', world)).toBe(0);
  });

  test('a ban and its reinstatement leave only the reinstatement to be sent', async () => {
    const { account } = await banned();
    await reinstateAccount({ id: account, version: 2, reason: 'Wrong person.' }, { actor, now: () => T0 });
    await hook();
    const world = new FakeWorld();
    await drainTarget('hook', world);
    expect(world.seen.map(({ kind }) => kind)).toEqual(['reinstate']);
  });
});

describe('sweeping', () => {
  test('asks for what has no job any more, once', async () => {
    await hook();
    await banned();
    await getPool().query('DELETE FROM graphile_worker._private_jobs');
    expect(await sweepOrders()).toBe(1);
    expect(await sweepOrders()).toBe(0);
    await getPool().query('UPDATE graphile_worker._private_jobs SET attempts = max_attempts');
    expect(await sweepOrders()).toBe(1);
  });

  test('seals secrets of before there were seals', async () => {
    await getPool().query(
      "INSERT INTO target (id, kind, name, url, secret, created_at) VALUES ('old', 'webhook', 'Old', $1, $2, $3)",
      [URL_OF, SECRET, T0],
    );
    await sweepOrders();
    expect((await one("SELECT secret FROM target WHERE id = 'old'")).secret).toMatch(/^sealed:/);
    await banned();
    const world = new FakeWorld();
    await drainTarget('old', world);
    const { headers, body = '' } = world.seen[0]?.message ?? NONE;
    expect(verifySignature(headers['retort-signature'] ?? '', body, SECRET, T0)).toBe(true);
  });
});
