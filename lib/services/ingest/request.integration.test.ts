import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import type { Actor } from '@/lib/model/access';
import { SYSTEM } from '@/lib/services/fixture';
import { listSources } from '@/lib/services/inbox/list';
import { listRejects } from '@/lib/services/inbox/rejects';
import { ingestRequest } from './request';

const KEY: Actor = { kind: 'key', id: 'key_1', name: 'gateway', scopes: ['ingest'] };
const LIMITS = { wire: 10_000, plain: 20_000 };
const LINE = `${JSON.stringify({
  type: 'exchange',
  id: 'ex_1',
  account_id: 'acct_1',
  occurred_at: '2026-11-20T10:00:00Z',
  model: 'aster-2',
})}\n`;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

function post(body: BodyInit | null, headers: Record<string, string> = {}): Request {
  return new Request('http://localhost/api/v1/ingest', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit);
}

function streamOf(...parts: (Uint8Array | Error)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const part = parts.shift();
      if (part === undefined) controller.close();
      else if (part instanceof Error) controller.error(part);
      else controller.enqueue(part);
    },
  });
}

describe('POST /api/v1/ingest', () => {
  it('answers with the receipt, plain and packed', async () => {
    const plain = await ingestRequest(post(`${LINE}{"type":"account"}\n`), KEY);
    expect(plain).toMatchObject({
      accepted: 1,
      duplicates: 0,
      rejected: 1,
      rejects: [{ line: 2, code: 'missing_field', message: 'id is missing.' }],
    });
    const packed = await ingestRequest(post(gzipSync(LINE), { 'content-encoding': 'gzip' }), KEY);
    expect(packed).toMatchObject({ accepted: 0, duplicates: 1, rejected: 0 });
    expect((await getPool().query('SELECT source, actor FROM ingest_batch')).rows).toEqual([
      { source: 'api', actor: 'gateway' },
      { source: 'api', actor: 'gateway' },
    ]);
  });

  it('counts for its source, and its rejects can be seen and tried again', async () => {
    const { items } = await listSources({}, { actor: SYSTEM });
    expect(items.find(({ name }) => name === 'retort')).toMatchObject({
      ...{ bodies: 2, accepted: 1, duplicates: 1, rejected: 1, rejects: 1, mapped: false },
      last_received_at: expect.any(String),
      newest_at: expect.any(String),
    });
    const rejects = await listRejects({ name: 'retort' }, { actor: SYSTEM });
    expect(rejects.items).toMatchObject([{ line: 2, code: 'missing_field', retryable: true }]);
  });

  it('answers an empty body with an empty receipt', async () => {
    expect(await ingestRequest(post(null), KEY)).toMatchObject({
      accepted: 0,
      duplicates: 0,
      rejected: 0,
      rejects: [],
    });
  });

  it.each([
    {
      name: 'another content encoding',
      request: () => post(LINE, { 'content-encoding': 'br' }),
      code: 'unsupported',
    },
    {
      name: 'a body announced as too large',
      request: () => post(LINE, { 'content-length': '10001' }),
      code: 'too_large',
    },
    {
      name: 'a body that turns out too large',
      request: () => post(streamOf(...Array.from({ length: 11 }, () => new Uint8Array(1_000).fill(10)))),
      code: 'too_large',
    },
    {
      name: 'a body shorter than announced',
      request: () => post(streamOf(Buffer.from('{"type":')), { 'content-length': '500' }),
      code: 'malformed',
    },
    {
      name: 'gzip of more than may be unpacked',
      request: () => post(gzipSync(Buffer.alloc(20_001, 10)), {}),
      code: 'too_large',
    },
  ])('refuses $name', async ({ request, code }) => {
    await expect(ingestRequest(request(), KEY, LIMITS)).rejects.toMatchObject({ code });
  });

  it('refuses a key without the scope', async () => {
    await expect(ingestRequest(post(LINE), { ...KEY, scopes: ['read'] } as Actor)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('leaves nothing half-committed when the connection breaks', async () => {
    const lines = Array.from({ length: 50 }, (_, i) => LINE.replace('ex_1', `broken_${i}`)).join('');
    const body = streamOf(Buffer.from(lines), Buffer.from('{"type":"ex'), new Error('reset'));
    await expect(ingestRequest(post(body), KEY)).rejects.toThrow();
    const { rows } = await getPool().query(
      `SELECT (SELECT count(*) FROM exchange)::int AS exchanges, (SELECT sum(exchanges) FROM account_hour)::int AS hours,
              (SELECT sum(exchanges) FROM account)::int AS accounts`,
    );
    expect(rows[0].hours).toBe(rows[0].exchanges);
    expect(rows[0].accounts).toBe(rows[0].exchanges);
    expect(await ingestRequest(post(lines), KEY)).toMatchObject({ rejected: 0 });
    expect(
      (await getPool().query("SELECT count(*)::int AS n FROM exchange WHERE id LIKE 'broken%'")).rows,
    ).toEqual([{ n: 50 }]);
  });
});
