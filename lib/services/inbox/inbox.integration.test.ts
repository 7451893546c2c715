import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as sendRoute } from '@/app/api/v1/ingest/[source]/route';
import { POST as nativeRoute } from '@/app/api/v1/ingest/route';
import { POST as tracesRoute } from '@/app/v1/traces/route';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { inlineParser } from '@/lib/ingest/parser';
import { SYSTEM } from '@/lib/services/fixture';
import { addKey } from '@/lib/services/key/add';
import { Backlog } from './backlog';
import { listSources } from './list';
import { GroupCommit } from './put';
import { listRejects } from './rejects';
import { retryRejects } from './retry';
import { sweepInbox } from './sweep';
import { placeOf, takeTurn } from './take';
import { waitingSources } from './waiting';

const NOW = new Date('2026-11-22T08:00:00Z');
const AS = { actor: SYSTEM };

let db: TestDatabase;
let secret: string;
beforeAll(async () => {
  db = await createTestDatabase();
  secret = (await addKey({ name: 'Gateway', scopes: ['ingest'] }, AS)).key;
});
afterAll(() => db.drop());
beforeEach(() =>
  getPool().query(
    'TRUNCATE inbox, inbox_reject, source, source_minute, exchange, account, account_hour, ingest_batch CASCADE',
  ),
);

function payload(id: string, more: object = {}): object {
  return {
    id,
    call_type: 'acompletion',
    status: 'success',
    startTime: 1_795_168_800.25,
    endTime: 1_795_168_801,
    model: 'aster-2',
    messages: [{ role: 'user', content: 'Name three colours.' }],
    metadata: { user_api_key_user_id: 'u1' },
    ...more,
  };
}

const send = (
  source: string,
  body: unknown,
  { key = secret, headers = {} }: { key?: string; headers?: Record<string, string> } = {},
) =>
  sendRoute(
    new Request(`http://retort.example.org/api/v1/ingest/${source}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
    }),
    { params: Promise.resolve({ source }) },
  );

async function takeAll(source = 'litellm', now = NOW): Promise<{ turns: number; rejected: number }> {
  let turns = 0;
  let rejected = 0;
  for (;;) {
    const turn = await takeTurn(source, {
      parser: inlineParser(),
      now: () => now,
      newId: () => `t-${Math.random()}`,
    });
    if (!turn) return { turns, rejected };
    turns++;
    rejected += turn.receipt.rejected;
  }
}

const ids = async () =>
  (await getPool().query<{ id: string }>('SELECT id FROM exchange ORDER BY id')).rows.map(({ id }) => id);
const count = async (table: string) =>
  (await getPool().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]?.n;

describe('a body', () => {
  it('is kept before it is answered, and taken in afterwards, small ones together', async () => {
    const answers = [
      await send('litellm', [payload('a'), null, payload('b')]),
      await send('litellm', `${JSON.stringify(payload('c'))}\n${JSON.stringify(payload('d'))}`),
      await send('litellm', gzipSync(JSON.stringify(payload('e'))), {
        headers: { 'content-encoding': 'gzip' },
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await answers[0]?.json()).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      source: 'litellm',
      bytes: expect.any(Number),
    });
    expect(await count('inbox')).toBe(3);
    expect(await ids()).toEqual([]);
    expect(await waitingSources()).toMatchObject([{ name: 'litellm', bodies: 3 }]);

    expect(await takeAll()).toEqual({ turns: 1, rejected: 0 });
    expect(await ids()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await count('inbox')).toBe(0);
  });

  it('costs its neighbours nothing when it is bad', async () => {
    await send('litellm', [
      payload('a'),
      { id: 'no account', startTime: 1_795_168_800, model: 'm', contact: 'lena@mail.example' },
      payload('b'),
    ]);
    await send('litellm', 'this is no JSON\n');
    await send('litellm', new Uint8Array([0x1f, 0x8b, 1, 2, 3]));
    await send('litellm', payload('c'));
    expect((await takeAll()).rejected).toBe(3);
    expect(await ids()).toEqual(['a', 'b', 'c']);
    const { items } = await listRejects({ name: 'litellm' }, AS);
    expect(items.map(({ code, line, retryable }) => [code, line, retryable])).toEqual(
      expect.arrayContaining([
        ['missing_field', 2, true],
        ['json', 1, true],
        ['truncated', 1, false],
      ]),
    );
    const excerpt = items.find(({ code }) => code === 'missing_field')?.excerpt;
    expect(excerpt).toContain('no account');
    expect(excerpt).not.toContain('lena@');
  });

  it('that was sent twice, or taken in twice, counts once', async () => {
    await send('litellm', [payload('a'), payload('b'), {}]);
    await send('litellm', [payload('b'), payload('a')]);
    const { rows } = await getPool().query('SELECT * FROM inbox ORDER BY id');
    await takeAll();
    // As after a death between the rows and the end of the turn.
    for (const row of rows)
      await getPool().query(
        'INSERT INTO inbox (id, source, actor, size, body) OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, $4, $5)',
        [row.id, row.source, row.actor, row.size, row.body],
      );
    await takeAll();
    expect(await ids()).toEqual(['a', 'b']);
    expect(await count('inbox_reject')).toBe(1);
    expect((await getPool().query('SELECT sum(exchanges)::int AS n FROM account_hour')).rows).toEqual([
      { n: 2 },
    ]);
  });

  it.each([
    ['an unknown source', 'nothing', {}, 404],
    ['another key', 'litellm', { key: 'rtk_no' }, 401],
    ['an unknown encoding', 'litellm', { headers: { 'content-encoding': 'br' } }, 415],
  ])('is refused: %s', async (_, source, more, status) => {
    expect((await send(source, payload('a'), more)).status).toBe(status);
    expect(await count('inbox')).toBe(0);
  });

  it('is refused when it is empty', async () => {
    expect((await send('litellm', '')).status).toBe(400);
  });

  it('is mapped as somebody saved it, under a name of their own', async () => {
    await getPool().query(
      "INSERT INTO source (name, format, profile) VALUES ('our-gateway', 'litellm', $1)",
      [
        JSON.stringify({
          fields: {
            id: [{ paths: ['req'] }],
            account_id: [{ paths: ['who'] }],
            occurred_at: [{ paths: ['at'] }],
            model: [{ paths: ['m'] }],
          },
        }),
      ],
    );
    expect(
      (await send('our-gateway', [{ req: 'x1', who: 'w', at: '2026-11-20T10:00:00Z', m: 'aster-2' }])).status,
    ).toBe(202);
    await takeAll('our-gateway');
    expect(await ids()).toEqual(['x1']);
  });
});

describe('a key that sends as one source', () => {
  it('sends as no other, and says at the plain address what its bodies are', async () => {
    const { key } = await addKey({ name: 'LiteLLM', scopes: ['ingest'], source: 'litellm' }, AS);
    expect((await send('litellm', payload('a'), { key })).status).toBe(202);
    expect((await send('langfuse', payload('a'), { key })).status).toBe(403);
    const plain = await nativeRoute(
      new Request('http://retort.example.org/api/v1/ingest', {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        body: JSON.stringify([payload('b')]),
      }),
      { params: Promise.resolve({}) },
    );
    expect(plain.status).toBe(202);
    await takeAll();
    expect(await ids()).toEqual(['a', 'b']);
  });
});

describe('rejected rows', () => {
  it('are taken in anew once the mapping was mended', async () => {
    await send('litellm', [{ ...payload('a'), metadata: {}, who: 'w1' }, payload('b')]);
    await takeAll();
    expect(await ids()).toEqual(['b']);
    await getPool().query('UPDATE source SET profile = $1', [
      JSON.stringify({
        fields: {
          id: [{ paths: ['id'] }],
          account_id: [{ paths: ['who'] }],
          occurred_at: [{ paths: ['startTime'] }],
          model: [{ paths: ['model'] }],
        },
      }),
    ]);
    expect(await retryRejects({ name: 'litellm' }, AS)).toEqual({ rows: 1, bodies: 0 });
    expect(await count('inbox_reject')).toBe(0);
    await takeAll();
    expect(await ids()).toEqual(['a', 'b']);
  });

  it('of the records of the contract are taken in anew once what was wrong with them is over', async () => {
    const record = { type: 'exchange', id: 'ahead', account_id: 'u1', model: 'm' };
    await send('retort', { ...record, occurred_at: new Date(NOW.getTime() + 9 * 86_400_000).toISOString() });
    await takeAll('retort');
    expect((await listRejects({ name: 'retort' }, AS)).items).toMatchObject([
      { code: 'time_out_of_range', retryable: true },
    ]);
    expect(await retryRejects({ name: 'retort' }, AS)).toEqual({ rows: 1, bodies: 0 });
    await takeAll('retort', new Date(NOW.getTime() + 3 * 86_400_000));
    expect(await ids()).toEqual(['ahead']);
  });

  it('are forgotten after a while, the rows themselves before', async () => {
    await send('litellm', [{}]);
    await takeAll();
    await sweepInbox(new Date(NOW.getTime() + 8 * 86_400_000));
    expect((await listRejects({ name: 'litellm' }, AS)).items).toMatchObject([
      { retryable: false, excerpt: '{}' },
    ]);
    await sweepInbox(new Date(NOW.getTime() + 31 * 86_400_000));
    expect(await count('inbox_reject')).toBe(0);
  });
});

describe('a worker that dies over a body', () => {
  it('has what it was at halved, and the body set aside in the end', async () => {
    for (const id of ['a', 'b', 'poison', 'c', 'd']) await send('litellm', payload(id));
    const parser = inlineParser();
    const dying = {
      ...parser,
      parse: (...args: Parameters<typeof parser.parse>) =>
        Buffer.from(args[0].bytes).includes('poison')
          ? Promise.reject(new Error('killed'))
          : parser.parse(...args),
    };
    let deaths = 0;
    for (let i = 0; i < 30; i++) {
      await takeTurn('litellm', { parser: dying, now: () => NOW, newId: () => `k-${i}` }).catch(
        () => deaths++,
      );
    }
    expect(await ids()).toEqual(['a', 'b', 'c', 'd']);
    expect(deaths).toBeLessThan(12);
    expect((await listSources({}, AS)).items.find(({ name }) => name === 'litellm')).toMatchObject({
      set_aside: 1,
      accepted: 4,
    });
    // What was set aside by mistake can be tried again.
    expect(await retryRejects({ name: 'litellm' }, AS)).toEqual({ rows: 0, bodies: 1 });
    await takeAll();
    expect(await ids()).toEqual(['a', 'b', 'c', 'd', 'poison']);
  });

  it('leaves its source to the next, and to one at a time', async () => {
    await send('litellm', payload('a'));
    const holder = await getPool().connect();
    await holder.query("SELECT pg_advisory_lock(1768843896, hashtext('litellm'))");
    expect(await takeAll()).toEqual({ turns: 0, rejected: 0 });
    holder.release(true);
    await expect.poll(async () => (await takeAll()).turns).toBe(1);
  });
});

describe('figures', () => {
  it('say of each source how its intake goes', async () => {
    await send('litellm', [payload('a'), payload('b'), {}]);
    await takeAll('litellm', new Date());
    await send('litellm', payload('c'));
    const { items } = await listSources({}, AS);
    expect(items.length).toBeGreaterThan(11);
    expect(items.find(({ name }) => name === 'litellm')).toMatchObject({
      bodies: 1,
      accepted: 2,
      rejected: 1,
      rejects: 1,
      waiting_bodies: 1,
      records_per_minute: 0.4,
      lag_seconds: expect.any(Number),
      newest_at: '2026-11-20T10:00:00.250Z',
    });
    expect(
      (await getPool().query("SELECT count(*)::int AS n FROM audit_entry WHERE verb = 'inbox.take'")).rows[0]
        ?.n,
    ).toBeGreaterThan(0);
  });
});

describe('bodies that come at once', () => {
  it('are written together, and each answered with its own id', async () => {
    let statements = 0;
    const counting = new GroupCommit(
      () =>
        ({
          query: (...args: Parameters<ReturnType<typeof getPool>['query']>) => {
            statements++;
            return getPool().query(...args);
          },
        }) as unknown as ReturnType<typeof getPool>,
    );
    const sent = Array.from({ length: 200 }, (_, i) =>
      counting.put({ source: 'litellm', actor: 'x', form: '', body: Buffer.from(`body ${i}`) }),
    );
    const got = await Promise.all(sent);
    const { rows } = await getPool().query<{ id: string; body: Buffer }>('SELECT id::text, body FROM inbox');
    const bodies = new Map(rows.map(({ id, body }) => [id, body.toString()]));
    expect(got.map((id) => bodies.get(id))).toEqual(sent.map((_, i) => `body ${i}`));
    expect(statements).toBeLessThan(5);
  });

  it('are answered 429 where more waits than may, and taken again after', async () => {
    let waiting = 900;
    const backlog = new Backlog(
      async () => waiting,
      () => 1_000,
      () => at,
    );
    let at = 0;
    await backlog.admit(90);
    await expect(backlog.admit(90)).rejects.toMatchObject({ code: 'busy', facts: { retry_after: 10 } });
    waiting = 0;
    at += 2_000;
    await backlog.admit(90);
  });
});

describe('the place of a line', () => {
  const placed = [1, 4, 4, 9].map((first, i) => ({ id: BigInt(i), first, receivedAt: NOW }));
  it.each([
    [1, 0n, 1],
    [3, 0n, 3],
    [4, 2n, 1],
    [8, 2n, 5],
    [9, 3n, 1],
    [40, 3n, 32],
  ])('is in the body that it is of: %i', (line, id, within) => {
    expect(placeOf(placed, line)).toEqual({ id, line: within });
  });
});

describe('traces', () => {
  const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });
  const span = (spanId: string, ...attributes: object[]) => ({
    traceId: 'a'.repeat(32),
    spanId,
    name: 'chat',
    startTimeUnixNano: '1795168800250000000',
    endTimeUnixNano: '1795168801250000000',
    attributes,
  });
  const chat = (spanId: string, id: string) =>
    span(
      spanId,
      attribute('gen_ai.operation.name', 'chat'),
      attribute('gen_ai.request.model', 'aster-2'),
      attribute('gen_ai.response.id', id),
      attribute('user.id', 'u1'),
    );
  const request = (...spans: object[]) => ({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  const post = (body: unknown, type = 'application/json', key = secret) =>
    tracesRoute(
      new Request('http://retort.example.org/v1/traces', {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': type },
        body: body instanceof Uint8Array ? (body as unknown as string) : JSON.stringify(body),
      }),
      { params: Promise.resolve({}) },
    );

  it('are answered as the protocol says, and only requests to models are kept', async () => {
    const response = await post(
      request(chat('1'.repeat(16), 'r1'), span('2'.repeat(16), attribute('http.route', '/x'))),
    );
    expect([response.status, response.headers.get('content-type'), await response.json()]).toEqual([
      200,
      'application/json',
      {},
    ]);
    expect(await (await post(request())).json()).toEqual({});
    expect(await (await post({})).json()).toEqual({});
    await takeAll('otel');
    expect(await ids()).toEqual(['r1']);
  });

  it('say how many spans were refused', async () => {
    const nobody = span(
      '3'.repeat(16),
      attribute('gen_ai.operation.name', 'chat'),
      attribute('gen_ai.request.model', 'm'),
    );
    const response = await post(request(chat('4'.repeat(16), 'r2'), nobody));
    expect(await response.json()).toEqual({
      partialSuccess: { rejectedSpans: '1', errorMessage: expect.stringContaining('account_id is missing') },
    });
    await takeAll('otel');
    expect(await ids()).toEqual(['r2']);
    expect((await listRejects({ name: 'otel' }, AS)).items).toHaveLength(1);
  });

  it.each([
    ['no JSON', Buffer.from('{'), 'application/json', 400],
    ['no protobuf', Buffer.from('hello'), 'application/x-protobuf', 400],
    ['another type', request(), 'text/plain', 415],
  ])('are refused in the encoding of the request: %s', async (_, body, type, status) => {
    const response = await post(body, type);
    expect(response.status).toBe(status);
    if (type === 'application/x-protobuf') {
      expect(response.headers.get('content-type')).toBe(type);
      expect(Buffer.from(await response.arrayBuffer()).subarray(0, 2)).toEqual(Buffer.from([0x08, 3]));
    } else expect(await response.json()).toMatchObject({ code: 3, message: expect.any(String) });
  });

  it('need a key', async () => {
    const response = await post(request(), 'application/json', 'rtk_no');
    expect([response.status, (await response.json()).code]).toEqual([401, 16]);
  });
});
