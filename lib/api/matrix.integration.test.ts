import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { POST as authRoute } from '@/app/api/auth/[...all]/route';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { type Actor, KEY_SCOPES, may, RIGHTS, type Right, ROLES, SCOPES } from '@/lib/model/access';
import { insertAccount, insertCampaign, SYSTEM } from '@/lib/services/fixture';
import { addKey } from '@/lib/services/key/add';
import { revokeKey } from '@/lib/services/key/revoke';
import { addPeer } from '@/lib/services/peer/add';
import { addUser } from '@/lib/services/user/add';
import { disableUser } from '@/lib/services/user/disable';
import type { Query, Verb } from '@/lib/services/verb';
import { OPERATIONS } from './operations';

/**
 * Every route that lies under app/api, found by walking the folder, against everybody who may come: what each is allowed
 * follows from the one table of rights, and a route that nobody thought of cannot be left out.
 */

const HOST = 'retort.example.org';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

type Method = (typeof METHODS)[number];
type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>;

/** Open to whoever comes: the way in, the links of invitations, the description of the API, what is not there, and what is signed. */
const PUBLIC = [
  '/api/auth/[...all]',
  '/api/invitations/',
  '/api/v1/ingest/stripe',
  '/api/v1/openapi.json',
  '/api/v1/[...rest]',
];
/** What people do about their own sign-in, open also to somebody who must add a second factor first. */
const UNPROTECTED = [
  'GET /api/console/me',
  'POST /api/console/me/confirm',
  'POST /api/console/me/password',
  'POST /api/console/me/two-factor/begin',
  'POST /api/console/me/two-factor/confirm',
];
/** Sent by other methods than GET, though nothing changes but what is one's own. */
const OPEN_TO_READERS = [
  'POST /api/console/campaigns/[id]/unwatch',
  'POST /api/console/campaigns/[id]/watch',
  'POST /api/console/campaigns/[id]/see',
  'POST /api/console/find',
  'POST /api/console/sources/preview',
  'POST /api/console/views',
  'POST /api/console/views/[id]/delete',
];

const modules = import.meta.glob<Partial<Record<Method, Handler>>>('/app/api/**/route.ts', { eager: true });
const ROUTES = Object.entries(modules).flatMap(([file, module]) =>
  METHODS.flatMap((method) => {
    const handler = module[method];
    const path = file.replace(/^\/app/, '').replace(/\/route\.ts$/, '');
    return handler ? [{ method, path, handler, name: `${method} ${path}` }] : [];
  }),
);
const GUARDED = ROUTES.filter(({ path }) => !PUBLIC.some((open) => path.startsWith(open)));

interface Caller {
  headers: Record<string, string>;
  /** What the table of rights is asked about; null for whoever is nobody. */
  actor: Actor | null;
}

let db: TestDatabase;
let callers: Map<string, Caller>;

beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  db = await createTestDatabase();
  const as = { actor: SYSTEM };
  const key = async (scopes: readonly string[], more: object = {}) =>
    addKey({ name: 'k', scopes: scopes as ['read'], ...more }, as);
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
  callers = new Map();
  for (const scope of SCOPES) {
    const { key: secret } =
      scope === 'share' ? await addPeer({ name: 'A peer', clearance: 'TLP:GREEN' }, as) : await key([scope]);
    const actor: Actor = { kind: 'key', id: '', name: '', scopes: [scope] };
    callers.set(`a key for ${scope}`, { headers: bearer(secret), actor });
  }
  const bare = await key(['read']);
  await getPool().query("UPDATE api_key SET scopes = '{}' WHERE id = $1", [bare.id]);
  callers.set('a key for nothing', {
    headers: bearer(bare.key),
    actor: { kind: 'key', id: '', name: '', scopes: [] },
  });
  const all = [...KEY_SCOPES];
  const revoked = await key(all);
  await revokeKey({ id: revoked.id }, as);
  const expired = await key(all, { expires_at: new Date(Date.now() + 60_000).toISOString() });
  await getPool().query("UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = $1", [
    expired.id,
  ]);
  for (const [name, headers] of [
    ['nobody', {}],
    ['an unknown key', bearer('rtk_nothing')],
    ['a revoked key', bearer(revoked.key)],
    ['an expired key', bearer(expired.key)],
    ['no cookie of ours', { cookie: 'retort.session_token=made.up', 'sec-fetch-site': 'same-origin' }],
  ] as const) {
    callers.set(name, { headers: { ...headers }, actor: null });
  }
  for (const role of ROLES) {
    callers.set(`the role ${role}`, {
      headers: await signIn(`${role}@example.org`, role),
      actor: { kind: 'person', id: '', name: '', email: '', role },
    });
  }
  const ended = await signIn('ended@example.org', 'admin');
  await getPool().query(
    "DELETE FROM auth_session USING auth_user u WHERE u.id = user_id AND u.email = 'ended@example.org'",
  );
  callers.set('an ended session', { headers: ended, actor: null });
  const late = await signIn('late@example.org', 'admin');
  await getPool().query(
    "UPDATE auth_session SET expires_at = now() - interval '1 second' FROM auth_user u WHERE u.id = user_id AND u.email = 'late@example.org'",
  );
  callers.set('an expired session', { headers: late, actor: null });
  const gone = await signIn('gone@example.org', 'admin');
  await getPool().query("UPDATE auth_user SET banned = true WHERE email = 'gone@example.org'");
  callers.set('a disabled person', { headers: gone, actor: null });
  const odd = await signIn('odd@example.org', 'admin');
  await getPool().query("UPDATE auth_user SET role = 'owner' WHERE email = 'odd@example.org'");
  callers.set('a role that is none', { headers: odd, actor: null });
  await disableUser({ email: 'gone@example.org' }, as).catch(() => {});
});
afterAll(() => db.drop());
// What is asked here is who may, not how often.
beforeEach(() => getPool().query('TRUNCATE sign_in_failure, auth_rate_limit'));

async function signIn(email: string, role: (typeof ROLES)[number]): Promise<Record<string, string>> {
  const { password } = await addUser({ email, role }, { actor: SYSTEM });
  await getPool().query('TRUNCATE auth_rate_limit');
  const response = await authRoute(
    new Request(`http://${HOST}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { host: HOST, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    }),
    { params: Promise.resolve({}) },
  );
  const cookie = response.headers.getSetCookie().map((each) => each.split(';')[0]);
  return { cookie: cookie.join('; '), 'sec-fetch-site': 'same-origin' };
}

interface Answer {
  status: number;
  code?: string;
  right?: Right;
  two_factor_required?: boolean;
}

type Route = (typeof ROUTES)[number];

let requests = 0;
/** Another network address each time: what is asked here is who may, not how often. */
const elsewhere = () => `198.51.${(requests >> 8) & 255}.${requests++ & 255}`;

/** Calls a route as Next would, with ids of nothing unless others are given. */
async function call(
  { method, path, handler }: Route,
  headers: Record<string, string>,
  { params: given, body = {} }: { params?: Record<string, string>; body?: object } = {},
): Promise<Answer> {
  const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => name ?? '');
  const params = Object.fromEntries(names.map((name) => [name, given?.[name] ?? 'nothing']));
  const address = path.replace(/\[(\w+)\]/g, (_, name) => encodeURIComponent(params[name] ?? ''));
  const response = await handler(
    new Request(`http://${HOST}${address}`, {
      method,
      headers: { host: HOST, 'x-forwarded-for': elsewhere(), ...headers },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    }),
    { params: Promise.resolve(params) },
  );
  if (response.headers.get('content-type')?.includes('json')) {
    const answer = (await response.json()) as Answer;
    return { ...answer, status: response.status };
  }
  await response.body?.cancel();
  return { status: response.status };
}

/** The right a route asks for, as it says to a key that has none. */
async function rightOf(route: Route): Promise<Right> {
  const { status, right } = await call(route, callers.get('a key for nothing')?.headers ?? {});
  if (status !== 403 || !right || !RIGHTS.includes(right))
    throw new Error(`${route.name} asks for no right: it answered ${status}`);
  return right;
}

/** What went otherwise than it should, over all routes at once, so that one run names every hole. */
async function holes(check: (route: Route) => Promise<(string | false)[]>): Promise<string[]> {
  const found: string[] = [];
  for (const route of GUARDED) {
    for (const hole of await check(route)) if (hole) found.push(`${route.name}: ${hole}`);
  }
  return found;
}

describe('every route', () => {
  test('is known to this test', () => {
    expect(GUARDED.length).toBeGreaterThan(90);
    const names = ROUTES.map(({ name }) => name);
    for (const name of [...UNPROTECTED, ...OPEN_TO_READERS]) expect(names).toContain(name);
    for (const open of PUBLIC)
      expect(
        names.some((name) => name.includes(open)),
        open,
      ).toBe(true);
  });

  test('is closed to whoever is nobody, and to keys and sessions that ended', async () => {
    const nobodies = [...callers].filter(([, { actor }]) => actor === null);
    expect(nobodies.length).toBe(9);
    const found = await holes((route) =>
      Promise.all(
        nobodies.map(async ([name, { headers }]) => {
          const { status } = await call(route, headers);
          return status !== 401 && `answered ${status} to ${name}`;
        }),
      ),
    );
    expect(found).toEqual([]);
  });

  test('is open to exactly the roles and scopes that the table of rights names', async () => {
    const somebodies = [...callers].flatMap(([name, { headers, actor }]) =>
      actor ? [{ name, headers, actor }] : [],
    );
    const found = await holes(async (route) => {
      await getPool().query('TRUNCATE sign_in_failure');
      const right = await rightOf(route).catch(String);
      if (!RIGHTS.includes(right as Right)) return [String(right)];
      const answers: (string | false)[] = [];
      for (const { name, headers, actor } of somebodies) {
        const { status, code, right: asked } = await call(route, headers);
        const open = ![401, 403].includes(status);
        answers.push(
          status >= 500 && `failed with ${status} for ${name}`,
          open !== may(actor, right as Right) && `answered ${status} ${code} to ${name}, needs ${right}`,
          !open && asked !== right && `asked ${name} for ${asked}, not ${right}`,
        );
      }
      return answers;
    });
    expect(found).toEqual([]);
  }, 180_000);

  test('that changes something asks for more than reading', async () => {
    const found = await holes(async (route) => {
      const right = await rightOf(route);
      const reads = right === 'read' || right === 'share.read' || right === 'audit.read';
      return [
        route.method !== 'GET' && reads && !OPEN_TO_READERS.includes(route.name) && `asks for ${right}`,
      ];
    });
    expect(found).toEqual([]);
  });

  test('of /api/v1 asks for the right that openapi.json says', async () => {
    const said = new Map(
      OPERATIONS.map(({ method, path, right }) => [
        `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, '[$1]')}`,
        right,
      ]),
    );
    const found = await holes(async (route) => {
      if (!route.path.startsWith('/api/v1/')) return [];
      const right = await rightOf(route);
      return [said.get(route.name) !== right && `asks for ${right}, said ${said.get(route.name)}`];
    });
    expect(found).toEqual([]);
  });

  test('takes no change that another site has a browser send', async () => {
    const { cookie = '' } = callers.get('the role admin')?.headers ?? {};
    const foreign: Record<string, string>[] = [
      { cookie, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { cookie, 'sec-fetch-site': 'same-site', origin: 'https://other.example.org' },
      { cookie, origin: 'https://evil.example' },
      { cookie, origin: 'null' },
      { cookie },
    ];
    const found = await holes(async (route) => {
      if (route.method === 'GET') return [];
      return Promise.all(
        foreign.map(async (headers) => {
          const { status, right } = await call(route, headers);
          return (
            (status !== 403 || right !== undefined) && `answered ${status} to ${JSON.stringify(headers)}`
          );
        }),
      );
    });
    expect(found).toEqual([]);
  });

  test('waits for a second factor where one is required, but for what adds it', async () => {
    await getPool().query(
      "INSERT INTO setting (key, value, version, changed_by, changed_at) VALUES ('security.require_two_factor', 'true', 1, 'r', now())",
    );
    try {
      const admin = callers.get('the role admin')?.headers ?? {};
      const found = await holes(async (route) => {
        const { status, two_factor_required } = await call(route, admin);
        const waits = status === 403 && two_factor_required === true;
        return [waits === UNPROTECTED.includes(route.name) && `answered ${status}`];
      });
      expect(found).toEqual([]);
    } finally {
      await getPool().query('DELETE FROM setting');
    }
  });

  test('is at peace with ids of any shape', async () => {
    const admin = callers.get('the role admin')?.headers ?? {};
    const found = await holes(async (route) => {
      if (!route.path.includes('[')) return [];
      const answers: (string | false)[] = [];
      for (const id of [
        '\0',
        '%',
        '../../x',
        "' OR 1=1 --",
        '9'.repeat(40),
        '-1',
        'é'.repeat(200),
        'x'.repeat(9_000),
      ]) {
        const params = { id, account_id: id, scaffold_id: id, name: id, seq: id };
        const { status } = await call(route, admin, {
          params,
          body: { version: 1, reason: 'One card, one clock.' },
        });
        answers.push(
          (status >= 500 || (status < 400 && route.method !== 'GET')) &&
            `answered ${status} to ${JSON.stringify(id).slice(0, 40)}`,
        );
      }
      return answers;
    });
    expect(found).toEqual([]);
  });
});

describe('what lies outside of app/api', () => {
  /** Each with the right it needs; null for what says only whether it lives. /metrics has a key of its own (watch.integration.test.ts). */
  const OUTSIDE: Record<string, { method: Method; path: string; right: Right | null } | null> = {
    '/app/healthz/route.ts': { method: 'GET', path: '/healthz', right: null },
    '/app/readyz/route.ts': { method: 'GET', path: '/readyz', right: null },
    '/app/metrics/route.ts': null,
    '/app/taxii2/[[...path]]/route.ts': {
      method: 'GET',
      path: '/taxii2/share/collections/',
      right: 'share.read',
    },
    '/app/v1/traces/route.ts': { method: 'POST', path: '/v1/traces', right: 'ingest' },
  };
  const found = import.meta.glob<Partial<Record<Method, Handler>>>(['/app/**/route.ts', '!/app/api/**'], {
    eager: true,
  });

  test('is known to this test', () => {
    expect(Object.keys(found).sort()).toEqual(Object.keys(OUTSIDE).sort());
  });

  test('is open to exactly those who have its right', async () => {
    const wrong: string[] = [];
    for (const [file, route] of Object.entries(OUTSIDE)) {
      if (!route) continue;
      const { method, path, right } = route;
      for (const [name, { headers, actor }] of callers) {
        const address = path.replace(/^\/taxii2\//, '').split('/');
        const handler =
          found[file]?.[method] ?? (() => Promise.reject(new Error(`${file} answers no ${method}.`)));
        const response = await handler(
          new Request(`http://${HOST}${path}`, {
            method,
            headers: {
              host: HOST,
              'x-forwarded-for': elsewhere(),
              accept: '*/*',
              'content-type': 'application/json',
              ...headers,
            },
            ...(method === 'GET' ? {} : { body: '{"resourceSpans":[]}' }),
          }),
          { params: Promise.resolve({ path: address }) },
        );
        await response.body?.cancel();
        const expected =
          right === null ? [200, 503] : !actor ? [401] : may(actor, right) ? [200, 202] : [403];
        if (!expected.includes(response.status))
          wrong.push(`${method} ${path} answered ${response.status} to ${name}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('the part of one thing', () => {
  const reason = 'One card, one clock.';
  /** For every route with two ids: a parent that is there and a part that is there, but of another parent. */
  const STRANGERS: Record<string, { params: Record<string, string>; body?: object }> = {
    'POST /api/v1/campaigns/[id]/accounts/[account_id]/exclude': {
      params: { id: 'mine', account_id: 'of-theirs' },
      body: { version: 1, reason },
    },
    'POST /api/v1/campaigns/[id]/accounts/[account_id]/include': {
      params: { id: 'mine', account_id: 'of-theirs' },
      body: { version: 1, reason },
    },
    'POST /api/console/campaigns/[id]/scaffolds/[scaffold_id]/reveal': {
      params: { id: 'mine', scaffold_id: 'scaffold-of-theirs' },
    },
  };

  beforeAll(async () => {
    await insertCampaign({ id: 'mine', accounts: ['of-mine'] });
    await insertCampaign({ id: 'theirs', accounts: ['of-theirs'] });
    await insertAccount('of-nobody');
    await getPool().query(
      `INSERT INTO scaffold (id, skeleton, capability, accounts, exchanges, first_seen, last_seen, anchors, examples)
       VALUES ('scaffold-of-theirs', 'Grade ⟨…⟩', 2, 4, 40, now(), now(), '{}', '["Grade this"]')`,
    );
    await getPool().query(
      "INSERT INTO campaign_scaffold (campaign_id, scaffold_id, accounts, exchanges) VALUES ('theirs', 'scaffold-of-theirs', 4, 40)",
    );
  });

  const nested = GUARDED.filter(({ path }) => (path.match(/\[\w+\]/g) ?? []).length > 1);

  test('is asked for here on every route with two ids', () => {
    expect(nested.map(({ name }) => name).sort()).toEqual(Object.keys(STRANGERS).sort());
  });

  test.each(nested.map((route) => [route.name, route] as const))(
    'is no part of another: %s',
    async (name, route) => {
      const { code, status } = await call(
        route,
        callers.get('the role admin')?.headers ?? {},
        STRANGERS[name],
      );
      expect([
        [404, 'not_found'],
        [412, 'precondition'],
      ]).toContainEqual([status, code]);
    },
  );
});

describe('every verb and query', () => {
  const services = import.meta.glob<Record<string, unknown>>(
    ['/lib/services/**/*.ts', '!/lib/services/**/*.{test,thread}.ts'],
    { eager: true },
  );
  const all = Object.values(services).flatMap((exports) =>
    Object.values(exports).filter(
      (value): value is Verb | Query => typeof value === 'function' && 'definition' in value,
    ),
  );

  test('is closed to every role, scope and stranger that the table of rights does not name', async () => {
    expect(all.length).toBeGreaterThan(100);
    const actors: Actor[] = [
      ...[...callers.values()].flatMap(({ actor }) => (actor ? [actor] : [])),
      { kind: 'person', id: 'x', name: 'X', email: '', role: 'owner' as 'admin' },
    ];
    const found: string[] = [];
    for (const act of all) {
      const { name, right } = act.definition;
      for (const actor of actors.filter((each) => !may(each, right))) {
        const error = await act({ id: 'mine' }, { actor }).then(
          () => null,
          (e: unknown) => e,
        );
        if ((error as { code?: string } | null)?.code !== 'forbidden')
          found.push(`${name} for ${JSON.stringify(actor)}`);
      }
    }
    expect(found).toEqual([]);
  });

  test('that is dangerous asks for a fresh sign-in', () => {
    const fresh = all.filter((each) => 'fresh' in each.definition && each.definition.fresh);
    expect(fresh.map(({ definition }) => definition.name)).toEqual(
      expect.arrayContaining([
        'batch.approve',
        'invitation.create',
        'key.add',
        'setting.change',
        'user.add',
        'user.begin_two_factor',
        'user.change_role',
        'user.clear_two_factor',
        'user.disable',
        'user.end_two_factor',
        'user.renew_backup_codes',
        'user.reset_password',
      ]),
    );
  });
});
