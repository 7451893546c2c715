import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { SYSTEM } from '@/lib/services/fixture';
import { confirmSession } from '@/lib/services/session/confirm';
import { listSessions } from '@/lib/services/session/list';
import { addUser } from '@/lib/services/user/add';
import { beginTwoFactor } from '@/lib/services/user/begin-two-factor';
import { clearTwoFactor } from '@/lib/services/user/clear-two-factor';
import { confirmTwoFactor } from '@/lib/services/user/confirm-two-factor';
import { renewBackupCodes } from '@/lib/services/user/renew-backup-codes';
import { totpCode, totpStep } from '@/lib/services/user/totp';
import { unlockUser } from '@/lib/services/user/unlock';
import { actorOf, type SignedIn, signedIn } from './actor';
import { TestBrowser } from './browser.fixture';

let db: TestDatabase;
beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(() => getPool().query('TRUNCATE auth_rate_limit, sign_in_failure'));

const as = { actor: SYSTEM };
let serial = 0;

/** Reads what an app would read from the QR code. */
function secretOf(uri: string): Buffer {
  const letters = new URL(uri).searchParams.get('secret') ?? '';
  const bits = [...letters]
    .map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The code of the app, `ahead` steps from now. Each is good once, so tests walk through the steps that are taken. */
const codeOf = (secret: Buffer, ahead = 0) => totpCode(secret, totpStep(new Date()) + ahead);

async function protectedPerson() {
  const user = await addUser({ email: `two${++serial}@example.org`, role: 'lead' }, as);
  const browser = new TestBrowser();
  await browser.signIn(user);
  const actor = await actorOf(browser.request('/'));
  const { uri, backup_codes } = await beginTwoFactor({}, { actor });
  const secret = secretOf(uri);
  await confirmTwoFactor({ code: codeOf(secret, -1) }, { actor });
  return { user, browser, secret, codes: backup_codes };
}

describe('a second factor', () => {
  test('is asked for after the password, and only both together are a session', async () => {
    const { user, secret } = await protectedPerson();
    const browser = new TestBrowser();
    const first = await browser.signIn(user);
    expect(await first.json()).toMatchObject({ twoFactorRedirect: true, twoFactorMethods: ['totp'] });
    await expect(actorOf(browser.request('/'))).rejects.toMatchObject({ code: 'unauthenticated' });
    expect((await browser.auth('/two-factor/verify-totp', { code: codeOf(secret) })).status).toBe(200);
    expect(await actorOf(browser.request('/'))).toMatchObject({
      email: user.email,
      session: { method: 'two_factor', fresh: true },
    });
  });

  test('is in the audit log as one sign-in, with how and from where', async () => {
    const { user, secret } = await protectedPerson();
    const count = async () =>
      (
        await getPool().query(
          "SELECT after->>'signed_in_by' AS by FROM audit_entry WHERE verb = 'session.begin' AND actor_id = $1 ORDER BY seq",
          [user.id],
        )
      ).rows.map(({ by }) => by);
    const browser = new TestBrowser();
    await browser.signIn(user);
    expect(await count()).toEqual(['password']);
    await browser.auth('/two-factor/verify-totp', { code: codeOf(secret) });
    expect(await count()).toEqual(['password', 'two_factor']);
  });

  test('ends the sessions that were had without it, but not the one that added it', async () => {
    const user = await addUser({ email: `two${++serial}@example.org`, role: 'lead' }, as);
    const [here, elsewhere] = [new TestBrowser(), new TestBrowser()];
    for (const browser of [here, elsewhere]) await browser.signIn(user);
    const actor = await actorOf(here.request('/'));
    const { uri } = await beginTwoFactor({}, { actor });
    await confirmTwoFactor({ code: codeOf(secretOf(uri)) }, { actor });
    expect(await actorOf(here.request('/'))).toMatchObject({ session: { method: 'two_factor' } });
    await expect(actorOf(elsewhere.request('/'))).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('takes no code twice: not to sign in, not to confirm', async () => {
    const { user, secret } = await protectedPerson();
    const code = codeOf(secret);
    const [first, second] = [new TestBrowser(), new TestBrowser()];
    for (const browser of [first, second]) await browser.signIn(user);
    expect((await first.auth('/two-factor/verify-totp', { code })).status).toBe(200);
    const again = await second.auth('/two-factor/verify-totp', { code });
    expect([again.status, (await again.json()).code]).toEqual([401, 'CODE_USED']);
    await expect(actorOf(second.request('/'))).rejects.toMatchObject({ code: 'unauthenticated' });
    const actor = await actorOf(first.request('/'));
    await expect(confirmSession({ code }, { actor })).rejects.toMatchObject({ code: 'invalid' });
    await confirmSession({ code: codeOf(secret, 1) }, { actor });
  });

  test('takes each backup code once, and none of before after new ones were made', async () => {
    const { user, codes } = await protectedPerson();
    const [used = '', other = ''] = codes;
    const enter = async (code: string) => {
      const browser = new TestBrowser();
      await getPool().query('TRUNCATE auth_rate_limit');
      await browser.signIn(user);
      return { browser, status: (await browser.auth('/two-factor/verify-backup-code', { code })).status };
    };
    const { browser, status } = await enter(used.toUpperCase());
    expect(status).toBe(200);
    expect((await enter(used)).status).toBe(401);
    const { backup_codes } = await renewBackupCodes({}, { actor: await actorOf(browser.request('/')) });
    expect((await enter(other)).status).toBe(401);
    expect((await enter(backup_codes[0] ?? '')).status).toBe(200);
  });

  test('locks after ten wrong codes, over any number of sign-ins, until an administrator lifts it', async () => {
    const { user, secret } = await protectedPerson();
    const enter = async (code: string) => {
      const browser = new TestBrowser();
      await getPool().query('TRUNCATE auth_rate_limit, sign_in_failure');
      await browser.signIn(user);
      return browser.auth('/two-factor/verify-totp', { code });
    };
    for (let i = 0; i < 10; i++) expect((await enter('000000')).status).toBe(401);
    expect((await enter(codeOf(secret))).status).toBe(429);
    await unlockUser({ email: user.email }, as);
    expect((await enter(codeOf(secret))).status).toBe(200);
  });

  test('cannot be switched on or off past the verbs by a session', async () => {
    const user = await addUser({ email: `two${++serial}@example.org`, role: 'lead' }, as);
    const browser = new TestBrowser();
    await browser.signIn(user);
    const { uri } = await beginTwoFactor({}, { actor: await actorOf(browser.request('/')) });
    const answer = await browser.auth('/two-factor/verify-totp', { code: codeOf(secretOf(uri)) });
    expect(answer.status).toBe(412);
    const { rows } = await getPool().query('SELECT two_factor_enabled AS on FROM auth_user WHERE id = $1', [
      user.id,
    ]);
    expect(rows).toEqual([{ on: false }]);
  });

  test('that is lost is taken off by an administrator, and that ends the sessions', async () => {
    const { user, browser } = await protectedPerson();
    await clearTwoFactor({ id: user.id }, as);
    await expect(actorOf(browser.request('/'))).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await (await new TestBrowser().signIn(user)).json()).not.toHaveProperty('twoFactorRedirect');
  });

  test('is kept encrypted: neither secret nor codes are in the database', async () => {
    const { secret, codes } = await protectedPerson();
    const { rows } = await getPool().query('SELECT string_agg(t::text, $1) AS all FROM auth_two_factor t', [
      '\n',
    ]);
    for (const shown of [secret.toString(), ...codes]) expect(rows[0].all).not.toContain(shown);
  });
});

describe('a sign-in', () => {
  test('is fresh for a quarter of an hour, and again after a proof', async () => {
    const user = await addUser({ email: `fresh${++serial}@example.org`, role: 'admin' }, as);
    const browser = new TestBrowser();
    await browser.signIn(user);
    const { rows } = await getPool().query<{ fresh_at: Date }>(
      'SELECT fresh_at FROM auth_session WHERE user_id = $1',
      [user.id],
    );
    const later = (seconds: number) => new Date((rows[0]?.fresh_at.getTime() ?? 0) + seconds * 1_000);
    const actorAfter = async (seconds: number) =>
      (await signedIn(browser.request('/').headers, later(seconds)))?.actor as SignedIn['actor'];
    expect((await actorAfter(15 * 60 - 1)).session?.fresh).toBe(true);
    const actor = await actorAfter(15 * 60);
    expect(actor.session?.fresh).toBe(false);
    await expect(addUser({ email: 'x@example.org', role: 'viewer' }, { actor })).rejects.toMatchObject({
      code: 'stale_sign_in',
    });
    await expect(confirmSession({ password: 'not this one' }, { actor })).rejects.toMatchObject({
      code: 'invalid',
    });
    await confirmSession({ password: user.password }, { actor, now: () => later(15 * 60) });
    expect((await actorAfter(30 * 60 - 1)).session?.fresh).toBe(true);
  });

  test('that makes a session is listed to its person alone', async () => {
    const user = await addUser({ email: `list${++serial}@example.org`, role: 'viewer' }, as);
    const other = await addUser({ email: `list${++serial}@example.org`, role: 'viewer' }, as);
    const [here, elsewhere, theirs] = [new TestBrowser(), new TestBrowser(), new TestBrowser()];
    for (const browser of [here, elsewhere]) await browser.signIn(user);
    await theirs.signIn(other);
    const actor = await actorOf(here.request('/'));
    const { items } = await listSessions({}, { actor });
    expect(items.map(({ method, here: at }) => [method, at]).sort()).toEqual([
      ['password', false],
      ['password', true],
    ]);
    expect(JSON.stringify(items)).not.toContain([...here.cookies.values()][0]?.slice(0, 10));
    await expect(listSessions({ user_id: other.id }, { actor })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
