import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closePool, getPool, transaction } from '@/lib/db/pool';
import { projectRoot } from '@/lib/db/root';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import type { OrderKind } from '@/lib/model/decision';
import { accountKey } from '@/lib/model/hash';
import { banAccount } from '@/lib/services/account/ban';
import { insertAccount, person } from '@/lib/services/fixture';
import { enqueueOrders } from '@/lib/services/order/enqueue';

const SECRET = 'a secret of the receiver';

let db: TestDatabase;
let folder = '';
let script = '';
let server: Server;
let hook = '';
/** Emits `request` for every order that arrives, with its id and the way to answer it; or `body`, with what it says too. */
const arrivals = new EventEmitter();
const workers = new Set<ChildProcess>();

beforeAll(async () => {
  db = await createTestDatabase();
  mkdirSync(join(projectRoot(), 'dist'), { recursive: true });
  folder = mkdtempSync(join(projectRoot(), 'dist', 'test-'));
  script = join(folder, 'worker.mjs');
  await build({
    absWorkingDir: projectRoot(),
    entryPoints: ['lib/jobs/worker.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const key = String(request.headers['idempotency-key']);
    if (arrivals.listenerCount('body') === 0) {
      request.resume();
      arrivals.emit('request', key, response);
      return;
    }
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => arrivals.emit('body', key, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
  await db?.drop();
});

/** A worker process whose log lines are events named by their message. */
function startWorker(): { child: ChildProcess; said: EventEmitter } {
  const child = spawn(process.execPath, [script], {
    env: {
      ...process.env,
      DATABASE_URL: db.url,
      RETORT_DETECT_EVERY: '0',
      RETORT_WEBHOOK_URL: hook,
      RETORT_WEBHOOK_SECRET: SECRET,
      RETORT_AUTH_SECRET: 'a secret that only this test knows, long enough',
      RETORT_LOG: 'info',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  workers.add(child);
  child.on('exit', () => workers.delete(child));
  const said = new EventEmitter();
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.startsWith('{')) said.emit(JSON.parse(line).msg);
    });
  }
  return { child, said };
}

const arrival = async (): Promise<[string, ServerResponse]> =>
  (await once(arrivals, 'request')) as [string, ServerResponse];

let serial = 0;
async function ban(): Promise<string> {
  const id = `acct-${++serial}`;
  await insertAccount(id);
  return (await banAccount({ id, version: 1, reason: 'Harvests.' }, { actor: person('analyst') })).order_id;
}

/** Resolves when the worker has settled the order, as the audit log says. */
async function settled(order: string): Promise<{ status: string; attempts: number }> {
  for (;;) {
    const { rows } = await getPool().query('SELECT status, attempts FROM enforcement_order WHERE id = $1', [
      order,
    ]);
    if (rows[0].status !== 'pending') return rows[0];
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** One order of a kind for every account, in one transaction. */
async function orderAll(accounts: string[], kind: OrderKind): Promise<void> {
  await transaction(async (tx) => {
    const decision = `dec-${++serial}`;
    await tx.query(
      `INSERT INTO decision (id, kind, reason, actor_kind, actor_id, actor_name, decided_at)
       VALUES ($1, $2, 'r', 'system', 'system', 'Retort', now())`,
      [decision, kind],
    );
    const orders = accounts.map((account) => ({ orderId: `${decision} ${account}` }));
    await tx.query(
      `INSERT INTO enforcement_order (id, decision_id, account_key, account_id, kind, reason, created_at)
       SELECT id, $4, key, account_id, $5, 'r', now() FROM unnest($1::text[], $2::bigint[], $3::text[]) o (id, key, account_id)`,
      [orders.map(({ orderId }) => orderId), accounts.map(accountKey), accounts, decision, kind],
    );
    await enqueueOrders(tx, orders);
  });
}

const waiting = async () =>
  (await getPool().query("SELECT count(*)::int AS n FROM order_delivery WHERE status = 'pending'")).rows[0]
    .n as number;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

beforeEach(() => arrivals.removeAllListeners());

describe('the worker process', () => {
  test('delivers what was decided before it ever ran, and stops at once when it is told to', async () => {
    const order = await ban();
    const { child } = startWorker();
    const [id, response] = await arrival();
    expect(id).toBe(order);
    response.writeHead(204).end();
    expect(await settled(order)).toEqual({ status: 'delivered', attempts: 1 });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('killed in the middle of a delivery loses nothing: the next one sends the same order under the same key', async () => {
    const first = startWorker();
    await once(first.said, 'the worker is running');
    const order = await ban();
    const [id] = await arrival();
    expect(id).toBe(order);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const second = startWorker();
    const [again, response] = await arrival();
    expect(again).toBe(order);
    response.writeHead(200).end();
    expect(await settled(order)).toEqual({ status: 'delivered', attempts: 1 });
    second.child.kill('SIGTERM');
    expect(await once(second.child, 'exit')).toEqual([0, null]);
  });

  test('killed again and again in the middle of many orders loses none, and does each once under its key', async () => {
    const KINDS = ['throttle', 'suspend', 'reinstate'] as const;
    const accounts = Array.from({ length: 30 }, () => `many-${++serial}`);
    const done: { key: string; account: string; sequence: number }[] = [];
    const keys = new Set<string>();
    let came = 0;
    let killAt = 0;
    let worker = startWorker();
    const killed: Promise<unknown>[] = [];
    arrivals.on('body', (key: string, body: string, response: ServerResponse) => {
      came++;
      const { account_id, sequence } = JSON.parse(body);
      if (!keys.has(key)) {
        keys.add(key);
        done.push({ key, account: account_id, sequence: Number(sequence) });
      }
      // Done, but the worker never hears of it.
      if (came === killAt) {
        worker.child.kill('SIGKILL');
        killed.push(once(worker.child, 'exit'));
      } else response.writeHead(204).end();
    });
    await once(worker.said, 'the worker is running');
    for (const account of accounts) await insertAccount(account);
    for (const kind of KINDS) {
      killAt = came + 1 + (done.length % 17);
      await orderAll(accounts, kind);
      await until(() => killed.length > 0);
      await Promise.all(killed.splice(0));
      worker = startWorker();
      await until(async () => (await waiting()) === 0);
    }
    worker.child.kill('SIGTERM');
    await once(worker.child, 'exit');
    arrivals.removeAllListeners('body');
    expect(came).toBeGreaterThan(done.length);
    for (const account of accounts) {
      const sequences = done.filter((each) => each.account === account).map(({ sequence }) => sequence);
      expect(sequences).toHaveLength(KINDS.length);
      expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    }
  }, 120_000);

  test('outlives its database: it goes on by itself when that is back', async () => {
    const { child, said } = startWorker();
    await once(said, 'the worker is running');
    const name = new URL(db.url).pathname.slice(1);
    const maintenance = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
    await maintenance.connect();
    await closePool();
    await maintenance.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
    await maintenance.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      name,
    ]);
    const refused = async () => {
      const { rows } = await maintenance.query(
        'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1',
        [name],
      );
      return rows[0].n === 0;
    };
    for (let quiet = 0; quiet < 200; ) quiet = (await refused()) ? quiet + 1 : 0;
    expect(child.exitCode).toBeNull();
    await maintenance.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
    await maintenance.end();
    const order = await ban();
    const [id, response] = await arrival();
    expect(id).toBe(order);
    response.writeHead(200).end();
    expect(await settled(order)).toMatchObject({ status: 'delivered' });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
