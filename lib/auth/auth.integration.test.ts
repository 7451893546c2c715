import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { POST as authRoute } from '@/app/api/auth/[...all]/route';
import { apiRoute } from '@/lib/api/route';
import { closePool, getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import type { KeyScope, Role } from '@/lib/model/access';
import { person } from '@/lib/services/fixture';
import { addKey } from '@/lib/services/key/add';
import { authenticateKey } from '@/lib/services/key/authenticate';
import { revokeKey } from '@/lib/services/key/revoke';
import {
  beginProof,
  FAILURES_PER_PERSON,
  proofSucceeded,
  WINDOW_MINUTES,
} from '@/lib/services/session/failures';
import { addUser } from '@/lib/services/user/add';
import { changeUserRole } from '@/lib/services/user/change-role';
import { createFirstAdmin } from '@/lib/services/user/create-first-admin';
import { disableUser } from '@/lib/services/user/disable';
import { enableUser } from '@/lib/services/user/enable';
import { resetPassword } from '@/lib/services/user/reset-password';
import { unlockUser } from '@/lib/services/user/unlock';
import { actorOf } from './actor';

const HOST = 'retort.example.org';
let db: TestDatabase;
beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(() => getPool().query('TRUNCATE auth_rate_limit, sign_in_failure'));

const admin = { actor: person('admin', 'Ada Min') };
let serial = 0;
const someone = (role: Role = 'analyst') => addUser({ email: `p${++serial}@example.org`, role }, admin);

function request(path: string, init: RequestInit & { headers?: Record<string, string> } = {}): Request {
  return new Request(`http://${HOST}${path}`, { ...init, headers: { host: HOST, ...init.headers } });
}
const params = Promise.resolve({});

async function signIn(
  email: string,
  password: string,
  headers: Record<string, string> = { origin: `http://${HOST}` },
) {
  return authRoute(
    request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7', ...headers },
      body: JSON.stringify({ email, password }),
    }),
    { params },
  );
}
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const session = async (user: { email: string; password: string }) =>
  cookieOf(await signIn(user.email, user.password));

describe('signing in', () => {
  test('gives a session that knows who and which role, in a cookie that scripts cannot read', async () => {
    const user = await someone('lead');
    const response = await signIn(user.email, user.password);
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie().join()).toMatch(/retort\.session_token=.*HttpOnly.*SameSite=Lax/i);
    expect(await actorOf(request('/', { headers: { cookie: cookieOf(response) } }))).toMatchObject({
      kind: 'person',
      id: user.id,
      email: user.email,
      role: 'lead',
    });
  });

  test('takes the address in any case', async () => {
    const user = await someone();
    expect((await signIn(user.email.toUpperCase(), user.password)).status).toBe(200);
  });

  test.each([
    ['a wrong password', (u: { email: string }) => signIn(u.email, 'wrong wrong wrong')],
    ['an unknown address', () => signIn('nobody@example.org', 'wrong wrong wrong')],
  ])('with %s is refused without saying which of the two was wrong', async (_, attempt) => {
    const response = await attempt(await someone());
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'INVALID_EMAIL_OR_PASSWORD' });
  });

  test('is limited, and says how long to wait and who can help', async () => {
    const user = await someone();
    for (let i = 0; i < 10; i++) expect((await signIn(user.email, 'wrong wrong wrong')).status).toBe(401);
    const response = await signIn(user.email, user.password);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('ask an administrator') });
  });

  test('is limited for one person even when every attempt seems to come from another place', async () => {
    const { email } = await someone();
    const start = new Date('2026-10-01T12:00:00Z');
    for (let i = 0; i < FAILURES_PER_PERSON; i++)
      await beginProof({ email, address: `203.0.113.${i}` }, start);
    await expect(
      beginProof({ email: email.toUpperCase() }, new Date(start.getTime() + 60_000)),
    ).rejects.toMatchObject({
      code: 'busy',
      message:
        'Too many failed attempts for this address. Try again in 14 minutes, or ask an administrator to lift it.',
      facts: { retry_after: 840 },
    });
    await beginProof({ email: 'somebody-else@example.org' }, start);
    await beginProof({ email }, new Date(start.getTime() + WINDOW_MINUTES * 60_000));
  });

  test('counts failures only: whoever signs in starts anew', async () => {
    const { email } = await someone();
    const start = new Date('2026-10-01T12:00:00Z');
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < FAILURES_PER_PERSON; i++)
        await beginProof({ email, address: '203.0.113.9' }, start);
      await proofSucceeded({ email, address: '203.0.113.9' });
    }
  });

  test('is limited from one place, and for IPv6 from one customer, whoever is tried', async () => {
    const now = new Date('2026-10-01T12:00:00Z');
    for (let i = 0; i < 50; i++)
      await beginProof({ email: `p${i}@a.example`, address: `2001:db8:1:2::${i}` }, now);
    await expect(
      beginProof({ email: 'x@a.example', address: '2001:db8:1:2:f::1' }, now),
    ).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringMatching(/^Too many failed attempts from your network/),
    });
    await beginProof({ email: 'x@a.example', address: '2001:db8:1:3::1' }, now);
  });

  test('that was locked is opened by an administrator', async () => {
    const user = await someone();
    for (let i = 0; i < FAILURES_PER_PERSON; i++) await beginProof({ email: user.email });
    const refused = await signIn(user.email, user.password);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('ask an administrator') });
    await unlockUser({ email: user.email }, admin);
    expect((await signIn(user.email, user.password)).status).toBe(200);
  });

  test('from another site is refused', async () => {
    const user = await someone();
    expect((await signIn(user.email, user.password, { origin: 'https://evil.example' })).status).toBe(403);
  });

  test('up is closed: nobody makes themselves a user', async () => {
    const response = await authRoute(
      request('/api/auth/sign-up/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: `http://${HOST}` },
        body: JSON.stringify({
          email: 'me@example.org',
          password: 'long enough to do',
          name: 'Me',
          role: 'admin',
        }),
      }),
      { params },
    );
    expect(response.status).toBe(404);
    expect((await getPool().query("SELECT 1 FROM auth_user WHERE email = 'me@example.org'")).rowCount).toBe(
      0,
    );
  });

  test.each([
    '/update-user',
    '/change-password',
    '/change-email',
    '/delete-user',
    '/request-password-reset',
    '/two-factor/enable',
    '/two-factor/disable',
    '/two-factor/generate-backup-codes',
    '/link-social',
    '/revoke-sessions',
  ])('opens no way around the verbs: %s', async (path) => {
    const user = await someone();
    const cookie = await session(user);
    const response = await authRoute(
      request(`/api/auth${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: `http://${HOST}`, cookie },
        body: JSON.stringify({
          role: 'admin',
          name: 'X',
          currentPassword: user.password,
          newPassword: 'another password',
        }),
      }),
      { params },
    );
    expect(response.status).toBe(404);
  });

  test('out ends the session on the server', async () => {
    const cookie = await session(await someone());
    const response = await authRoute(
      request('/api/auth/sign-out', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: `http://${HOST}`, cookie },
        body: '{}',
      }),
      { params },
    );
    expect(response.status).toBe(200);
    await expect(actorOf(request('/', { headers: { cookie } }))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});

describe('a session', () => {
  test('ends at once when the person is disabled, and cannot be had again until they are enabled', async () => {
    const user = await someone();
    const cookie = await session(user);
    await disableUser({ email: user.email }, admin);
    await expect(actorOf(request('/', { headers: { cookie } }))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    const refused = await signIn(user.email, user.password);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ message: expect.stringContaining('disabled') });
    await enableUser({ email: user.email }, admin);
    expect((await signIn(user.email, user.password)).status).toBe(200);
  });

  test('follows a change of role from the next request on', async () => {
    const user = await someone('viewer');
    const cookie = await session(user);
    await changeUserRole({ email: user.email, role: 'lead' }, admin);
    expect(await actorOf(request('/', { headers: { cookie } }))).toMatchObject({ role: 'lead' });
  });

  test('ends with a new password, and the old one no longer works', async () => {
    const user = await someone();
    const cookie = await session(user);
    const { password } = await resetPassword({ email: user.email }, admin);
    await expect(actorOf(request('/', { headers: { cookie } }))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect((await signIn(user.email, user.password)).status).toBe(401);
    expect((await signIn(user.email, password)).status).toBe(200);
  });

  test('with a tampered or expired cookie is nobody', async () => {
    const user = await someone();
    const cookie = await session(user);
    const [name, value = ''] = cookie.split(/=(.*)/s);
    const tampered = `${name}=${value.slice(0, 3)}${value[3] === 'a' ? 'b' : 'a'}${value.slice(4)}`;
    await expect(actorOf(request('/', { headers: { cookie: tampered } }))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await getPool().query(
      "UPDATE auth_session SET expires_at = now() - interval '1 second' WHERE user_id = $1",
      [user.id],
    );
    await expect(actorOf(request('/', { headers: { cookie } }))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  test.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: `http://${HOST}` }, true],
    [{ origin: `https://${HOST}` }, true],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://other.example.org' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ origin: 'https://evil.example' }, false],
    [{ origin: 'null' }, false],
    [{}, false],
  ])('may change something with %j: %s', async (headers, allowed) => {
    const cookie = await session(await someone());
    const act = actorOf(
      request('/api/v1/x', { method: 'POST', headers: { ...headers, cookie } as Record<string, string> }),
    );
    if (allowed) expect(await act).toMatchObject({ kind: 'person' });
    else await expect(act).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('an API key', () => {
  const bearer = (key: string) =>
    request('/api/v1/x', { method: 'POST', headers: { authorization: `Bearer ${key}` } });
  const make = (scopes: KeyScope[], expires_at?: string) =>
    addKey({ name: 'Gateway', scopes, expires_at }, admin);

  test('is its scopes, and is kept only as a hash', async () => {
    const { id, key } = await make(['ingest', 'read']);
    expect(await actorOf(bearer(key))).toEqual({
      kind: 'key',
      id,
      name: 'Gateway',
      scopes: ['ingest', 'read'],
    });
    const { rows } = await getPool().query(
      'SELECT k::text AS text, last_used_at FROM api_key k WHERE id = $1',
      [id],
    );
    expect(rows[0].text).not.toContain(key.slice(15));
    expect(rows[0].last_used_at).not.toBeNull();
  });

  test('works until the moment it expires', async () => {
    const { key } = await make(['read'], '2030-01-01T00:00:00Z');
    expect(await authenticateKey(key, new Date('2029-12-31T23:59:59.999Z'))).not.toBeNull();
    expect(await authenticateKey(key, new Date('2030-01-01T00:00:00.000Z'))).toBeNull();
  });

  test('that is revoked, expired, cut short or unknown is refused, also beside a good session', async () => {
    const revoked = await make(['read']);
    await revokeKey({ id: revoked.id }, admin);
    const good = await make(['read']);
    const cookie = await session(await someone());
    for (const secret of [revoked.key, good.key.slice(0, -1), 'rtk_nothing', good.id]) {
      const asked = request('/', { headers: { authorization: `Bearer ${secret}`, cookie } });
      await expect(actorOf(asked)).rejects.toMatchObject({ code: 'unauthenticated' });
    }
  });

  test('cannot be made for a time that has passed', async () => {
    await expect(make(['read'], '2020-01-01T00:00:00Z')).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('administration', () => {
  test('never leaves Retort without an administrator, also when two of them act at once', async () => {
    const first = await someone('admin');
    const second = await someone('admin');
    const others = await getPool().query(
      "SELECT email FROM auth_user WHERE role = 'admin' AND id <> ALL ($1)",
      [[first.id, second.id]],
    );
    for (const { email } of others.rows) await changeUserRole({ email, role: 'viewer' }, admin);
    const answers = await Promise.allSettled([
      disableUser({ id: first.id }, admin),
      changeUserRole({ id: second.id, role: 'viewer' }, admin),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = await getPool().query("SELECT 1 FROM auth_user WHERE role = 'admin' AND NOT banned");
    expect(left.rowCount).toBe(1);
  });

  test('adds an address once, also when two people add it at once', async () => {
    const email = 'twice@example.org';
    const answers = await Promise.allSettled([1, 2, 3].map(() => addUser({ email, role: 'viewer' }, admin)));
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'precondition' });
  });

  test('makes a first administrator only while there is nobody', async () => {
    expect(await createFirstAdmin()).toBeNull();
    const empty = await createTestDatabase();
    try {
      await closePool();
      const made = (await Promise.all([1, 2, 3].map(() => createFirstAdmin()))).filter(
        (each) => each !== null,
      );
      expect(made).toEqual([
        { email: 'admin@retort.local', password: expect.stringMatching(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/) },
      ]);
    } finally {
      await empty.drop();
    }
  });
});

describe('a route', () => {
  const route = apiRoute(async ({ actor, params: { id }, search, json, request: asked }) => ({
    who: actor.kind,
    id,
    search,
    body: asked.method === 'POST' ? await json() : null,
  }));
  const call = async (
    path: string,
    init: RequestInit & { headers?: Record<string, string> } = {},
    id = 'a%2Fb/c',
  ) => route(request(path, init), { params: Promise.resolve({ id }) });

  test('answers whoever is not signed in with a problem', async () => {
    const response = await call('/api/v1/things?x=1');
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      type: 'urn:retort:problem:unauthenticated',
      status: 401,
      instance: '/api/v1/things',
      code: 'unauthenticated',
      request_id: response.headers.get('x-request-id'),
    });
  });

  test('hands over what was asked, and bounds and reads the body', async () => {
    const { key } = await addKey({ name: 'k', scopes: ['read'] }, admin);
    const headers = { authorization: `Bearer ${key}`, 'x-request-id': 'trace-7' };
    const good = await call('/t?x=1&y=2&y=3&__proto__=4', { method: 'POST', headers, body: '{"a":1}' });
    expect(good.status).toBe(200);
    expect(good.headers.get('x-request-id')).toBe('trace-7');
    expect(await good.json()).toEqual({
      who: 'key',
      id: 'a%2Fb/c',
      search: { x: '1', y: ['2', '3'], ['__proto__']: '4' },
      body: { a: 1 },
    });
    for (const [body, status, code] of [
      ['{"a":', 400, 'malformed'],
      ['[1]', 400, 'malformed'],
      ['', 400, 'malformed'],
      [new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, 'malformed'],
      [`{"a":"${'x'.repeat(300_000)}"}`, 413, 'too_large'],
    ] as const) {
      const response = await call('/t', { method: 'POST', headers, body });
      expect([response.status, (await response.json()).code]).toEqual([status, code]);
    }
  });

  test('says nothing of what went wrong inside', async () => {
    const { key } = await addKey({ name: 'k', scopes: ['read'] }, admin);
    const failing = apiRoute(async () => {
      throw new Error('password=hunter2 at /srv/retort/lib/x.ts');
    });
    const response = await failing(request('/t', { headers: { authorization: `Bearer ${key}` } }), {
      params,
    });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/hunter2|srv/);
  });

  test("answers values that the database cannot take as the caller's mistake", async () => {
    const { key } = await addKey({ name: 'k', scopes: ['read'] }, admin);
    const route = apiRoute(async () => getPool().query('SELECT $1::text', ['\0']));
    const response = await route(request('/t', { headers: { authorization: `Bearer ${key}` } }), { params });
    expect(response.status).toBe(422);
  });
});
