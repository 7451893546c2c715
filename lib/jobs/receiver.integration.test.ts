import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool, transaction } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { Line } from '@/lib/enforce/line';
import { overtakes } from '@/lib/enforce/overtake';
import { verifySignature } from '@/lib/enforce/sign';
import { ORDER_KINDS, type OrderKind } from '@/lib/model/decision';
import { accountKey } from '@/lib/model/hash';
import { seeded } from '@/lib/model/random';
import { SYSTEM, T0 } from '@/lib/services/fixture';
import { enqueueOrders } from '@/lib/services/order/enqueue';
import { nextDue } from '@/lib/services/order/outbox';
import { addTarget } from '@/lib/services/target/add';
import { drainTarget } from './tasks/drain-target';
import type { DeliveryWorld } from './world';

const SECRET = 'a secret of the receiver';
/** How long a delivery waits for its answer here, in ms. */
const TIMEOUT_MS = 120;
const ACCOUNTS = 40;
const ROUNDS = 5;

let db: TestDatabase;
beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  db = await createTestDatabase();
});
afterAll(() => db?.drop());

const MISDEEDS = [
  'none',
  'fails',
  'busy',
  'stalls',
  'late',
  'twice',
  'resets_after',
  'resets_before',
] as const;
type Misdeed = (typeof MISDEEDS)[number];

interface Done {
  key: string;
  account: string;
  kind: OrderKind;
  sequence: number;
}

/** A provider that does what it can to get orders wrong, but honours the Idempotency-Key and the sequence of an account. */
class Provider {
  /** What it did, in the order in which it did it. */
  readonly done: Done[] = [];
  arrivals = 0;
  readonly misdeeds = new Map<Misdeed, number>();
  private readonly bodies = new Map<string, string>();
  private readonly keys = new Set<string>();
  private readonly last = new Map<string, number>();
  private server: Server | null = null;
  private port = 0;
  private late: Promise<void>[] = [];

  constructor(private readonly random: () => number) {}

  async rise(): Promise<void> {
    this.server = createServer((request, response) => void this.take(request, response));
    await new Promise<void>((resolve) => this.server?.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  async die(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise<void>((resolve) => this.server?.close(() => resolve()));
  }

  url(): string {
    return `http://127.0.0.1:${this.port}/orders`;
  }

  async settle(): Promise<void> {
    await Promise.all(this.late);
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += part;
    this.arrivals++;
    const key = String(request.headers['idempotency-key']);
    expect(verifySignature(String(request.headers['retort-signature']), body, SECRET, CLOCK.now())).toBe(
      true,
    );
    // The same key always comes with the same body, byte for byte.
    expect(this.bodies.get(key) ?? body).toBe(body);
    this.bodies.set(key, body);
    const misdeed =
      this.random() < 0.45 ? (MISDEEDS[Math.floor(this.random() * MISDEEDS.length)] ?? 'none') : 'none';
    this.misdeeds.set(misdeed, (this.misdeeds.get(misdeed) ?? 0) + 1);
    switch (misdeed) {
      case 'fails':
        response.writeHead(500).end();
        return;
      case 'busy':
        response.writeHead(429, { 'retry-after': '7' }).end();
        return;
      case 'stalls':
        return;
      case 'late':
        this.late.push(
          new Promise((resolve) =>
            setTimeout(() => {
              this.do(key, body);
              resolve();
            }, TIMEOUT_MS * 2),
          ),
        );
        return;
      case 'resets_before':
        request.socket.resetAndDestroy();
        return;
      case 'resets_after':
        this.do(key, body);
        request.socket.resetAndDestroy();
        return;
      case 'twice':
        this.do(key, body);
        request.socket.write(
          'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\nHTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n',
        );
        return;
      case 'none':
        this.do(key, body);
        response.writeHead(204).end();
    }
  }

  private do(key: string, body: string): void {
    const order = JSON.parse(body);
    const sequence = Number(order.sequence);
    if (this.keys.has(key) || sequence < (this.last.get(order.account_id) ?? 0)) return;
    this.keys.add(key);
    this.last.set(order.account_id, sequence);
    this.done.push({ key, account: order.account_id, kind: order.kind, sequence });
  }
}

/** The clock of delivery: it moves when nothing is left to be done before a later time. */
const CLOCK = {
  time: T0.getTime(),
  now: () => new Date(CLOCK.time),
};

function world(random: () => number): DeliveryWorld {
  return {
    now: CLOCK.now,
    random,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))),
    open: () => new Line({ policy: { allowPrivate: false }, timeoutMs: TIMEOUT_MS, now: CLOCK.now }),
  };
}

let serial = 0;
async function order(account: string, kind: OrderKind): Promise<void> {
  const id = `order-${++serial}`;
  await transaction(async (tx) => {
    await tx.query(
      `INSERT INTO decision (id, kind, reason, actor_kind, actor_id, actor_name, decided_at)
       VALUES ($1, $2, 'r', 'system', 'system', 'Retort', $3)`,
      [id, kind, CLOCK.now()],
    );
    await tx.query(
      `INSERT INTO enforcement_order (id, decision_id, account_key, account_id, kind, reason, created_at)
       VALUES ($1, $1, $2, $3, $4, 'r', $5)`,
      [id, accountKey(account), account, kind, CLOCK.now()],
    );
    await enqueueOrders(tx, [{ orderId: id }]);
  });
}

describe('a receiver that fails, stalls, works late, answers twice, resets, dies and comes back', () => {
  test.each([1, 2, 3])(
    'does every order once and in order, if it honours the key (seed %i)',
    async (seed) => {
      const random = seeded(seed);
      const provider = new Provider(random);
      await provider.rise();
      const id = `provider-${seed}`;
      await addTarget(
        { id, kind: 'webhook', name: id, url: provider.url(), secret: SECRET },
        { actor: SYSTEM, now: CLOCK.now },
      );
      const accounts = Array.from({ length: ACCOUNTS }, (_, i) => `s${seed}-a${i}`);
      try {
        for (let round = 0; round < ROUNDS; round++) {
          for (const account of accounts) {
            if (random() < 0.6)
              await order(account, ORDER_KINDS[Math.floor(random() * ORDER_KINDS.length)] ?? 'ban');
          }
          const dead = random() < 0.4;
          if (dead) await provider.die();
          await drainTarget(id, world(random));
          if (dead) await provider.rise();
        }
        for (let due = await nextDue(id); due; due = await nextDue(id)) {
          const held = await getPool().query<{ held_until: Date | null }>(
            'SELECT held_until FROM target WHERE id = $1',
            [id],
          );
          CLOCK.time = Math.max(CLOCK.time, due.getTime(), held.rows[0]?.held_until?.getTime() ?? 0);
          await drainTarget(id, world(random));
        }
        await provider.settle();
      } finally {
        await provider.die();
      }
      const { rows } = await getPool().query<{
        id: string;
        account_id: string;
        kind: OrderKind;
        status: string;
      }>(
        `SELECT o.id, o.account_id, o.kind, d.status FROM order_delivery d JOIN enforcement_order o ON o.id = d.order_id
        WHERE d.target_id = $1 ORDER BY o.seq`,
        [id],
      );
      const done = new Map(provider.done.map((each) => [each.key, each]));
      expect(done.size).toBe(provider.done.length);
      for (const misdeed of MISDEEDS) expect(provider.misdeeds.get(misdeed) ?? 0, misdeed).toBeGreaterThan(0);
      expect(provider.arrivals).toBeGreaterThan(provider.done.length);
      for (const account of accounts) {
        const written = rows.filter(({ account_id }) => account_id === account);
        const sequences = provider.done
          .filter((each) => each.account === account)
          .map(({ sequence }) => sequence);
        expect(sequences, account).toEqual([...sequences].sort((a, b) => a - b));
        for (const [index, row] of written.entries()) {
          // Nothing is lost: taken, or needless because of one that was taken later.
          if (row.status === 'delivered') expect(done.has(row.id), row.id).toBe(true);
          else {
            expect(row.status).toBe('superseded');
            expect(written.slice(index + 1).some(({ kind }) => overtakes(kind, row.kind))).toBe(true);
          }
        }
        if (written.length > 0) expect(written.at(-1)?.status).toBe('delivered');
      }
    },
  );
});
