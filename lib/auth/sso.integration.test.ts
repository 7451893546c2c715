import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { SYSTEM } from '@/lib/services/fixture';
import { acceptInvitation } from '@/lib/services/invitation/accept';
import { createInvitation } from '@/lib/services/invitation/create';
import { addUser } from '@/lib/services/user/add';
import { disableUser } from '@/lib/services/user/disable';
import { actorOf } from './actor';
import { HOST, TestBrowser } from './browser.fixture';

/** Single sign-on against a real OpenID Connect provider, on a port of this machine. */
const CLIENT = { id: 'retort', secret: 'a secret between Retort and the provider' };
const as = { actor: SYSTEM };

let db: TestDatabase;
let server: Server;
let issuer = '';
/** Addresses that the provider has not checked. */
const unverified = new Set<string>();

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'info').mockImplementation(() => {});
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  process.env.RETORT_URL = `http://${HOST}`;
  db = await createTestDatabase();
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`http://${HOST}/api/auth/callback/oidc`],
      },
    ],
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a key of the provider'] },
    findAccount: async (_, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, email: id, email_verified: !unverified.has(id), name: 'Dana Okafor' }),
    }),
  });
  server.on('request', provider.callback());
  Object.assign(process.env, {
    RETORT_OIDC_ISSUER: issuer,
    RETORT_OIDC_CLIENT_ID: CLIENT.id,
    RETORT_OIDC_CLIENT_SECRET: CLIENT.secret,
  });
});
afterAll(async () => {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('RETORT_OIDC_') || name === 'RETORT_URL') delete process.env[name];
  }
  vi.restoreAllMocks();
  await new Promise((resolve) => server.close(resolve));
  await db.drop();
});
beforeEach(() => getPool().query('TRUNCATE auth_rate_limit, sign_in_failure'));

/** A person's browser at the provider, which remembers them as browsers do. */
class AtProvider {
  readonly cookies = new Map<string, string>();

  /** Signs in as `login`, agrees to whatever is asked, and answers the address that leads back to Retort. */
  async through(start: string, login: string): Promise<string> {
    let address = new URL(start);
    for (let step = 0; step < 20; step++) {
      if (address.host === HOST) return `${address.pathname}${address.search}`;
      const interaction = address.pathname.startsWith('/interaction/');
      const page = interaction ? await (await this.ask(address)).text() : '';
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      const form =
        prompt && new URLSearchParams({ prompt, ...(prompt === 'login' ? { login, password: 'x' } : {}) });
      const response = await this.ask(address, form || undefined);
      const to = response.headers.get('location');
      if (!to)
        throw new Error(`the provider answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
      address = new URL(to, address);
    }
    throw new Error('the provider leads nowhere');
  }

  private async ask(address: URL, form?: URLSearchParams): Promise<Response> {
    const response = await fetch(address, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      body: form,
      headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      this.cookies.set(name, value);
    }
    return response;
  }
}

interface Visit {
  browser?: TestBrowser;
  provider?: AtProvider;
  again?: boolean;
  next?: string;
}

/** Goes the whole way: the button, the provider, the way back. Answers where that ends. */
async function signInWith(
  email: string,
  { browser = new TestBrowser(), provider = new AtProvider(), again, next = '/queue' }: Visit = {},
) {
  const begun = await browser.auth('/sign-in/social', { next, again });
  const { url } = (await begun.json()) as { url: string };
  const back = await provider.through(url, email);
  const response = await browser.auth(back.replace('/api/auth', ''));
  return { browser, provider, back, response, to: response.headers.get('location') ?? '' };
}

let serial = 0;
const someone = () => addUser({ email: `sso${++serial}@example.org`, role: 'analyst' }, as);

describe('single sign-on', () => {
  test('signs in whom an administrator has let in, and leads to where they wanted', async () => {
    const { email } = await someone();
    const { browser, to } = await signInWith(email, { next: '/campaigns?status=suspected' });
    expect(to).toBe('/campaigns?status=suspected');
    expect(await actorOf(browser.request('/'))).toMatchObject({
      kind: 'person',
      email,
      role: 'analyst',
      session: { method: 'sso', fresh: true },
    });
  });

  test('again finds the same person, whatever their name is by now', async () => {
    const user = await someone();
    for (let i = 0; i < 2; i++) {
      const { browser } = await signInWith(user.email);
      expect(await actorOf(browser.request('/'))).toMatchObject({ id: user.id });
    }
    const { rows } = await getPool().query('SELECT name FROM auth_user WHERE id = $1', [user.id]);
    expect(rows[0].name).toMatch(/^Sso/);
  });

  test('keeps nothing of what the provider gave', async () => {
    const user = await someone();
    for (let i = 0; i < 2; i++) await signInWith(user.email);
    const { rows } = await getPool().query(
      `SELECT access_token, refresh_token, id_token FROM auth_account WHERE user_id = $1 AND provider_id = 'oidc'`,
      [user.id],
    );
    expect(rows).toEqual([{ access_token: null, refresh_token: null, id_token: null }]);
  });

  test('lets nobody in whom no administrator has', async () => {
    const { browser, to } = await signInWith('stranger@example.org');
    expect(to).toMatch(/^\/sign-in\?.*error=signup_disabled/);
    await expect(actorOf(browser.request('/'))).rejects.toMatchObject({ code: 'unauthenticated' });
    const { rowCount } = await getPool().query(
      "SELECT 1 FROM auth_user WHERE email = 'stranger@example.org'",
    );
    expect(rowCount).toBe(0);
  });

  test('takes nobody for another because of an address that nobody has checked', async () => {
    const { email } = await someone();
    unverified.add(email);
    const { browser, to } = await signInWith(email);
    expect(to).toMatch(/error=account_not_linked/);
    await expect(actorOf(browser.request('/'))).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('does not open a sign-in that was disabled', async () => {
    const user = await someone();
    await disableUser({ id: user.id }, as);
    const { browser } = await signInWith(user.email);
    await expect(actorOf(browser.request('/'))).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('is enough for whoever accepted an invitation without a password', async () => {
    const { token } = await createInvitation({ email: 'invited@example.org', role: 'lead' }, as);
    await acceptInvitation({ token, name: 'In Vited' }, as);
    const { browser } = await signInWith('invited@example.org');
    expect(await actorOf(browser.request('/'))).toMatchObject({ name: 'In Vited', role: 'lead' });
    const password = await new TestBrowser().signIn({
      email: 'invited@example.org',
      password: 'anything at all',
    });
    expect(password.status).toBe(401);
  });

  test('needs no second factor of ours: the provider answers for it', async () => {
    const { email } = await someone();
    await getPool().query(
      "INSERT INTO setting (key, value, version, changed_by, changed_at) VALUES ('security.require_two_factor', 'true', 1, 'r', now())",
    );
    try {
      const { browser } = await signInWith(email);
      expect(await actorOf(browser.request('/'))).toMatchObject({ email });
    } finally {
      await getPool().query('DELETE FROM setting');
    }
  });
});

describe('a fresh sign-in by the provider', () => {
  test('is one whose password was typed lately, not one that the provider remembers', async () => {
    const { email } = await someone();
    const { browser, provider } = await signInWith(email);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20 * 60_000 });
    try {
      // Nobody types anything: the provider knows the person still.
      const remembered = await signInWith('somebody-else@example.org', { browser, provider });
      const actor = await actorOf(remembered.browser.request('/'));
      expect(actor).toMatchObject({ email, session: { method: 'sso', fresh: false } });
      await signInWith(email, { browser, provider, again: true, next: '/sign-in/done' });
      expect(await actorOf(browser.request('/'))).toMatchObject({ email, session: { fresh: true } });
    } finally {
      vi.useRealTimers();
    }
  });

  test('ends the session that it takes the place of', async () => {
    const user = await someone();
    const { browser, provider } = await signInWith(user.email);
    const { to } = await signInWith(user.email, { browser, provider, again: true, next: '/sign-in/done' });
    expect(to).toBe('/sign-in/done');
    const { rowCount } = await getPool().query('SELECT 1 FROM auth_session WHERE user_id = $1', [user.id]);
    expect(rowCount).toBe(1);
  });
});

describe('the way back from the provider', () => {
  test('is open to the browser that went there, once', async () => {
    const { email } = await someone();
    const { browser, back } = await signInWith(email);
    const stranger = new TestBrowser();
    for (const visitor of [stranger, browser]) {
      const response = await visitor.auth(back.replace('/api/auth', ''));
      expect(response.headers.get('location')).toMatch(/error=/);
    }
    await expect(actorOf(stranger.request('/'))).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test.each([
    ['https://evil.example/', '/'],
    ['//evil.example', '/'],
    ['/api/auth/sign-out', '/'],
  ])('never leads to another site: %s', async (next, to) => {
    const { email } = await someone();
    expect((await signInWith(email, { next })).to).toBe(to);
  });
});
