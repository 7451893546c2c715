import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { projectRoot } from '@/lib/db/root';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { inlineParser } from '@/lib/ingest/parser';
import { SYSTEM } from '@/lib/services/fixture';
import { takeTurn } from '@/lib/services/inbox/take';
import { addKey } from '@/lib/services/key/add';
import { serveIntake } from './intake.fixture';

let db: TestDatabase;
let secret: string;
beforeAll(async () => {
  db = await createTestDatabase();
  secret = (await addKey({ name: 'Gateway', scopes: ['ingest'] }, { actor: SYSTEM })).key;
});
afterAll(() => db.drop());
beforeEach(() =>
  getPool().query(
    'TRUNCATE inbox, inbox_reject, source, exchange, account, account_hour, ingest_batch CASCADE',
  ),
);

interface Row {
  id: string;
  account: string;
  at: Date;
  model: string;
  input_tokens: number;
  latency_ms: number;
  status: number;
  excerpt: string;
}

async function takenIn(source: string): Promise<Row[]> {
  for (let i = 0; ; i++) {
    const turn = await takeTurn(source, {
      parser: inlineParser(),
      now: () => new Date(),
      newId: () => `s-${source}-${Date.now()}-${i}`,
    });
    if (!turn) break;
  }
  const { rows } = await getPool().query<Row>(
    `SELECT e.id, a.id AS account, e.occurred_at AS at, m.name AS model, e.input_tokens, e.latency_ms, e.status, e.excerpt
       FROM exchange e JOIN account a ON a.key = e.account_key JOIN model m ON m.key = e.model_key ORDER BY e.id`,
  );
  return rows;
}

describe('the SDK of OpenTelemetry', () => {
  let server: Awaited<ReturnType<typeof serveIntake>>;
  beforeAll(async () => {
    server = await serveIntake();
  });
  afterAll(() => server.close());

  async function trace(exporter: SpanExporter, spans: number): Promise<void> {
    const provider = new BasicTracerProvider({
      spanProcessors: [new BatchSpanProcessor(exporter, { maxExportBatchSize: 7 })],
    });
    const tracer = provider.getTracer('a gateway');
    const parent = tracer.startSpan('POST /v1/chat');
    parent.setAttribute('http.route', '/v1/chat');
    for (let i = 0; i < spans; i++) {
      const at = Date.now() - 5_000 + i;
      const span = tracer.startSpan('chat aster-2', { kind: SpanKind.CLIENT, startTime: at });
      span.setAttributes({
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'vendor',
        'gen_ai.request.model': 'aster-2',
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.stop_sequences': ['a', 'b'],
        'gen_ai.response.id': `r-${String(i).padStart(2, '0')}`,
        'gen_ai.usage.input_tokens': 31,
        'gen_ai.usage.output_tokens': 200,
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.input.messages': JSON.stringify([
          { role: 'user', parts: [{ type: 'text', content: `Name colour ${i}, é.` }] },
        ]),
        'user.id': 'u1',
        'client.address': '100.70.3.9',
      });
      if (i === 0) span.setStatus({ code: SpanStatusCode.ERROR, message: 'no' });
      span.end(at + 250);
    }
    parent.end();
    await provider.forceFlush();
    await provider.shutdown();
  }

  test.each([
    ['JSON', JsonExporter, 'none'],
    ['JSON, gzip', JsonExporter, 'gzip'],
    ['protobuf', ProtobufExporter, 'none'],
    ['protobuf, gzip', ProtobufExporter, 'gzip'],
  ] as const)('is taken in by its exporter as it is: %s', async (_, Exporter, compression) => {
    const exporter = new Exporter({
      url: `${server.url}/v1/traces`,
      headers: { authorization: `Bearer ${secret}` },
      compression: compression as never,
    });
    await trace(exporter, 20);
    const rows = await takenIn('otel');
    expect(rows).toHaveLength(20);
    expect(rows[0]).toMatchObject({
      id: 'r-00',
      account: 'u1',
      model: 'aster-2',
      input_tokens: 31,
      latency_ms: 250,
      status: 500,
      excerpt: 'Name colour 0, é.',
    });
    expect(rows[1]?.status).toBe(200);
  });
});

describe('the server', () => {
  test('answers what takes bodies in itself, and leaves the rest to whom it belongs', async () => {
    const server = await serveIntake();
    const ask = async (path: string, more: RequestInit = {}) => (await fetch(server.url + path, more)).status;
    const post = { method: 'POST', body: '[]', headers: { authorization: `Bearer ${secret}` } };
    const streamed = { ...post, body: new Blob(['[]']).stream(), duplex: 'half' } as RequestInit;
    expect([
      await ask('/api/v1/ingest/litellm', post),
      await ask('/api/v1/ingest/litellm', streamed),
      await ask('/api/v1/ingest/litellm', { ...post, headers: {} }),
      await ask('/api/v1/ingest/nothing', post),
      await ask('/v1/traces', post),
      await ask('/api/v1/ingest/litellm'),
      await ask('/api/v1/ingest', post),
    ]).toEqual([202, 202, 401, 404, 415, 418, 418]);
    await server.close();
  });
});

describe('a sender like LiteLLM', () => {
  test('that says JSON whatever it sends, and never sends again, loses nothing', async () => {
    const server = await serveIntake();
    const payload = (id: string) => ({
      id,
      call_type: 'acompletion',
      startTime: Date.now() / 1000 - 10,
      endTime: Date.now() / 1000 - 9,
      status: 'success',
      model: 'aster-2',
      prompt_tokens: 3,
      messages: [{ role: 'user', content: 'Name three colours.' }],
      metadata: { user_api_key_user_id: 'u1' },
    });
    const queue = [payload('a'), null, payload('b')];
    const bodies = {
      json_array: JSON.stringify(queue),
      ndjson: queue.map((one) => JSON.stringify(one && { ...one, id: `${one.id}-lines` })).join('\n'),
      single: JSON.stringify(payload('c')),
      broken: `[${JSON.stringify(payload('d'))},{"id":"e","startTime":"never"},${JSON.stringify(payload('f'))}]`,
    };
    for (const body of Object.values(bodies)) {
      const response = await fetch(`${server.url}/api/v1/ingest/litellm`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body,
      });
      expect(response.status).toBe(202);
    }
    await server.close();
    expect((await takenIn('litellm')).map(({ id }) => id)).toEqual([
      'a',
      'a-lines',
      'b',
      'b-lines',
      'c',
      'd',
      'f',
    ]);
  });
});

describe('processes killed while bodies come in', () => {
  let folder = '';
  const children = new Set<ChildProcess>();
  beforeAll(async () => {
    mkdirSync(join(projectRoot(), 'dist'), { recursive: true });
    folder = mkdtempSync(join(projectRoot(), 'dist', 'test-'));
    await build({
      absWorkingDir: projectRoot(),
      entryPoints: { server: 'lib/api/intake.fixture.ts', worker: 'lib/jobs/worker.ts' },
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
    });
  });
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  function start(name: string, ...args: string[]): ChildProcess {
    const child = spawn(process.execPath, [join(folder, `${name}.mjs`), ...args], {
      env: {
        ...process.env,
        DATABASE_URL: db.url,
        RETORT_DETECT_EVERY: '0',
        RETORT_AUTH_SECRET: 'a secret that only this test knows, long enough',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.add(child);
    child.on('exit', () => children.delete(child));
    return child;
  }

  async function serve(): Promise<{ child: ChildProcess; url: string }> {
    const child = start('server', 'serve');
    const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    return { child, url: String(line).trim() };
  }

  async function kill(child: ChildProcess): Promise<void> {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  test('lose nothing that was answered, and double nothing', async () => {
    const answered: string[] = [];
    let worker = start('worker');
    let sent = 0;
    for (let round = 0; round < 2; round++) {
      const { child, url } = await serve();
      let alive = true;
      const goal = answered.length + 40;
      const sending = Array.from({ length: 8 }, async () => {
        while (alive) {
          const id = `k-${sent++}`;
          const body = gzipSync(
            JSON.stringify([
              {
                id,
                startTime: 1_795_168_800 + sent / 1000,
                model: 'm',
                metadata: { user_api_key_user_id: `u${sent % 5}` },
              },
            ]),
          );
          const response = await fetch(`${url}/api/v1/ingest/litellm`, {
            method: 'POST',
            headers: { authorization: `Bearer ${secret}` },
            body,
          }).catch(() => null);
          if (response?.status === 202) answered.push(id);
          else if (!alive) return;
        }
      });
      await expect.poll(() => answered.length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(goal);
      alive = false;
      await kill(child);
      await Promise.all(sending);
      await kill(worker);
      worker = start('worker');
    }
    const waiting = async () =>
      (await getPool().query<{ n: number }>('SELECT count(*)::int AS n FROM inbox')).rows[0]?.n;
    await expect.poll(waiting, { timeout: 60_000, interval: 100 }).toBe(0);
    await kill(worker);
    const { rows } = await getPool().query<{ id: string }>('SELECT id FROM exchange');
    const taken = rows.map(({ id }) => id);
    expect(new Set(taken).size).toBe(taken.length);
    const known = new Set(taken);
    expect(answered.filter((id) => !known.has(id))).toEqual([]);
    expect(taken.length).toBeLessThanOrEqual(sent);
    const sums = await getPool().query(
      'SELECT (SELECT sum(exchanges)::int FROM account_hour) AS hours, (SELECT sum(exchanges)::int FROM account) AS accounts',
    );
    expect(sums.rows).toEqual([{ hours: taken.length, accounts: taken.length }]);
  }, 180_000);
});
