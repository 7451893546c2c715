import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GET as metricsRoute } from '@/app/metrics/route';
import { GET as readyRoute } from '@/app/readyz/route';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import type { Actor } from '@/lib/model/access';
import { verifyAudit } from '@/lib/services/audit/verify';
import { SYSTEM } from '@/lib/services/fixture';
import { ingestRequest } from '@/lib/services/ingest/request';
import { addKey } from '@/lib/services/key/add';
import { Admission } from '@/lib/services/overload/admission';
import { startReporting } from '@/lib/services/watch/report';
import { currentContext, inContext } from '@/lib/watch/context';
import { fromThisMachine, watchServer } from './watch-server';

let db: TestDatabase;
let server: Server;
let address = '';
const seen: { own: boolean; id: string | undefined; header: string }[] = [];
beforeAll(async () => {
  db = await createTestDatabase();
  watchServer();
  server = createServer(async (request: IncomingMessage, response) => {
    const headers = new Headers(request.headers as Record<string, string>);
    await new Promise((resolve) => setImmediate(resolve));
    seen.push({
      own: fromThisMachine(headers),
      id: currentContext()?.id,
      header: headers.get('x-request-id') ?? '',
    });
    response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await db.drop();
});

const route = (handler: typeof metricsRoute, path: string, headers: Record<string, string> = {}) =>
  handler(new Request(`http://localhost${path}`, { headers }), { params: Promise.resolve({}) });

describe('a request', () => {
  test.each([
    { name: 'from here', headers: {}, own: true, id: /^[0-9a-f-]{36}$/ },
    { name: 'with an id', headers: { 'x-request-id': 'gw.1-a' }, own: true, id: /^gw\.1-a$/ },
    {
      name: 'with an id that is none',
      headers: { 'x-request-id': 'a b;c' },
      own: true,
      id: /^[0-9a-f-]{36}$/,
    },
    { name: 'by a proxy', headers: { 'x-forwarded-for': '127.0.0.1' }, own: false, id: /^[0-9a-f-]{36}$/ },
    { name: 'by a proxy that says so otherwise', headers: { forwarded: 'for=::1' }, own: false, id: /-/ },
    {
      name: 'that says it is from here',
      headers: { 'x-retort-peer': 'me', via: '1.1 x' },
      own: false,
      id: /-/,
    },
  ])('$name is known as such all along', async ({ headers, own, id }) => {
    await fetch(address, { headers: headers as Record<string, string> });
    const one = seen.at(-1);
    expect(one?.own).toBe(own);
    expect(one?.id).toMatch(id);
    expect(one?.header).toBe(one?.id);
  });

  test('stands in the audit log, under its hash', async () => {
    await inContext({ id: 'req-7' }, () => addKey({ name: 'k', scopes: ['ingest'] }, { actor: SYSTEM }));
    await addKey({ name: 'outside', scopes: ['ingest'] }, { actor: SYSTEM });
    const { rows } = await getPool().query('SELECT request_id FROM audit_entry ORDER BY seq');
    expect(rows.map(({ request_id }) => request_id)).toEqual(['req-7', null]);
    expect((await verifyAudit({}, { actor: SYSTEM })).faults).toEqual([]);
    await getPool().query('ALTER TABLE audit_entry DISABLE TRIGGER USER');
    await getPool().query("UPDATE audit_entry SET request_id = 'req-8' WHERE request_id IS NOT NULL");
    expect((await verifyAudit({}, { actor: SYSTEM })).faults).toMatchObject([{ kind: 'edited', seq: '1' }]);
    await getPool().query("UPDATE audit_entry SET request_id = 'req-7' WHERE request_id IS NOT NULL");
    await getPool().query('ALTER TABLE audit_entry ENABLE TRIGGER USER');
  });
});

describe('readiness', () => {
  test('names the part that is missing, and is there when all are', async () => {
    const before = await route(readyRoute, '/readyz');
    expect(before.status).toBe(503);
    expect(await before.json()).toEqual({
      status: 'not ready',
      parts: [
        { part: 'database', ready: true, says: 'It answers.' },
        { part: 'migrations', ready: true, says: 'All applied.' },
        { part: 'worker', ready: false, says: 'None was ever seen.' },
      ],
    });
    await getPool().query("INSERT INTO process_figures VALUES ('worker-1', 'worker', now(), now(), $1)", [
      JSON.stringify({
        retort_job_seconds: [
          [
            ['draw', 'done'],
            [0, 1, 1, 1, 1, 1, 1, 1, 1, 0.05, 1],
          ],
        ],
      }),
    ]);
    const { readiness } = await import('@/lib/services/watch/ready');
    expect(await readiness(performance.now() + 2_000)).toContainEqual({
      part: 'worker',
      ready: true,
      says: 'It is running.',
    });
  });
});

describe('figures', () => {
  test('are told to this machine only, or to who has the key', async () => {
    expect((await route(metricsRoute, '/metrics')).status).toBe(403);
    expect((await route(metricsRoute, '/metrics', { 'x-retort-peer': 'guess' })).status).toBe(403);
    process.env.RETORT_METRICS_KEY = 'a key for figures';
    try {
      for (const authorization of ['', 'Bearer wrong', 'Bearer '])
        expect((await route(metricsRoute, '/metrics', { authorization })).status).toBe(401);
      process.env.RETORT_METRICS_KEY = 'key-for-figures';
      startReporting('console', 3_600_000);
      const answer = await route(metricsRoute, '/metrics', { authorization: 'Bearer key-for-figures' });
      expect(answer.status).toBe(200);
      const text = await answer.text();
      expect(text).toContain('retort_processes{kind="worker"} 1\n');
      expect(text).toContain('retort_processes{kind="console"} 1\n');
      expect(text).toMatch(/^retort_job_seconds_count\{.*task="draw".*process="worker-1".*\} 1$/m);
      expect(text).toMatch(
        /^retort_http_request_seconds_count\{method="GET",.*status="204".*process="console-.*\} \d+$/m,
      );
      expect(text).toMatch(/^process_resident_memory_bytes\{process="console-.*\} \d{7,}$/m);
      expect(text).not.toContain('undefined');
    } finally {
      delete process.env.RETORT_METRICS_KEY;
    }
  });
});

describe('more than is taken in', () => {
  const sender = (id: string): Actor => ({ kind: 'key', id, name: id, scopes: ['ingest'] });
  const body = (id: string, first: number) =>
    Array.from({ length: 200 }, (_, i) => {
      const record = {
        type: 'exchange',
        id: `${id}-${first + i}`,
        account_id: `acct-${i % 20}`,
        occurred_at: new Date(Date.UTC(2026, 9, 1) + (first + i) * 1_000).toISOString(),
        model: 'aster-4',
      };
      return `${JSON.stringify(record)}\n`;
    }).join('');

  test('is turned away with a time to come again, shares places fairly, and loses nothing that was taken', async () => {
    const gate = new Admission({ bodies: 2, bytes: 1 << 20, waiting: 6, patience: 5_000 });
    const turned = { flood: 0, trickle: 0 };
    const send = async (who: 'flood' | 'trickle', post: number): Promise<number> => {
      const request = new Request('http://localhost/api/v1/ingest', {
        method: 'POST',
        body: body(who, post * 200),
      });
      try {
        return (await ingestRequest(request, sender(who), undefined, gate)).accepted;
      } catch (error) {
        expect(error).toMatchObject({ code: 'busy', facts: { retry_after: expect.any(Number) } });
        turned[who]++;
        return 0;
      }
    };
    const flood = Promise.all(Array.from({ length: 24 }, (_, post) => send('flood', post)));
    const trickle = await Promise.all([send('trickle', 0), send('trickle', 1)]);
    const accepted = [...(await flood), ...trickle].reduce((sum, one) => sum + one, 0);
    expect(trickle).toEqual([200, 200]);
    expect(turned.flood).toBeGreaterThan(10);
    expect(turned.trickle).toBe(0);
    const { rows } = await getPool().query(
      'SELECT (SELECT count(*)::int FROM exchange) AS exchanges, (SELECT sum(exchanges)::int FROM account_hour) AS hours',
    );
    expect(rows).toEqual([{ exchanges: accepted, hours: accepted }]);
    expect(gate.state).toEqual({ inside: 0, waiting: 0, bytes: 0 });
    // A day of catch-up: whoever comes again until it is taken loses nothing either.
    let posts = 0;
    for (let post = 0; post < 24; post++) {
      while ((await send('flood', post)) === 0 && (await countOf(`flood-${post * 200}`)) === 0);
      posts++;
    }
    expect(posts).toBe(24);
    expect(await countOf('flood-%')).toBe(24 * 200);
  });
});

async function countOf(pattern: string): Promise<number> {
  const { rows } = await getPool().query('SELECT count(*)::int AS n FROM exchange WHERE id LIKE $1', [
    pattern,
  ]);
  return rows[0].n;
}
