import { hashPassword } from 'better-auth/crypto';
import { getPool } from '@/lib/db/pool';
import { person, SYSTEM, T0 } from './fixture';
import { createInvitation } from './invitation/create';
import { hashToken } from './invitation/row';
import { personKey } from './session/failures';
import { newBackupCodes, seal } from './user/second-factor';
import { totpCode, totpStep } from './user/totp';
import type { VerbCase } from './verb-cases';

/** What the test of all verbs needs to know of those about sign-ins, sessions and invitations. */
const SELF = person('viewer', 'Sam Okoro');
const OLD_PASSWORD = 'the one before this one';
const SECRET = 'a secret of the app, long enough';
const TOKEN = 'a token that is long enough to be one';

/** The person who acts on themselves, with the session they act in and one more. */
const self = async () => {
  await getPool().query('DELETE FROM auth_user WHERE id = $1', [SELF.id]);
  await getPool().query(
    "INSERT INTO auth_user (id, name, email, email_verified, role) VALUES ($1, $2, $3, true, 'viewer')",
    [SELF.id, SELF.name, SELF.email],
  );
  await getPool().query(
    `INSERT INTO auth_session (id, token, user_id, expires_at)
     SELECT id, id, $1, now() + interval '1 day' FROM unnest($2::text[]) AS s (id)`,
    [SELF.id, [SELF.session?.id, 'session-elsewhere']],
  );
  await getPool().query(
    `INSERT INTO auth_account (id, account_id, provider_id, user_id, password)
     VALUES ($1, $1, 'credential', $1, $2)`,
    [SELF.id, await hashPassword(OLD_PASSWORD)],
  );
};

const withFactor = async (userId: string, verified: boolean) => {
  await getPool().query(
    `INSERT INTO auth_two_factor (id, user_id, secret, backup_codes, verified) VALUES ($1, $1, $2, $3, $4)`,
    [userId, await seal(SECRET), await seal(JSON.stringify(newBackupCodes())), verified],
  );
  await getPool().query('UPDATE auth_user SET two_factor_enabled = $2 WHERE id = $1', [userId, verified]);
};

const code = () => totpCode(Buffer.from(SECRET), totpStep(new Date()));

export const PEOPLE_CASES: Record<string, VerbCase> = {
  'session.begin': {
    valid: () => ({ id: 'session-elsewhere', method: 'sso', address: '203.0.113.7' }),
    invalid: () => [{}, { id: 'session-elsewhere', method: 'guess', address: null }],
    refused: () => [{ input: { id: 'nothing', method: 'sso', address: null }, code: 'not_found' }],
    actor: SELF,
    arrange: self,
  },
  'session.end': {
    valid: () => ({ id: 'session-elsewhere' }),
    invalid: () => [{}, { id: '' }],
    refused: () => [{ input: { id: 'nothing' }, code: 'not_found' }],
    arrange: self,
  },
  'session.end_others': { valid: () => ({}), invalid: () => [], actor: SELF, arrange: self },
  'session.confirm': {
    valid: () => ({ password: OLD_PASSWORD }),
    invalid: () => [{}, { password: '' }, { password: 'x', code: '123456' }, { code: 7 }],
    refused: () => [
      { input: { password: 'not this one' }, code: 'invalid' },
      { input: { code: '123456' }, code: 'invalid' },
    ],
    actor: SELF,
    arrange: self,
  },
  'user.change_password': {
    valid: () => ({ current: OLD_PASSWORD, password: 'the one after that one' }),
    invalid: () => [
      {},
      { current: OLD_PASSWORD, password: 'too short' },
      { current: OLD_PASSWORD, password: 'aaaaaaaaaaaaaaaaaa' },
      { current: OLD_PASSWORD, password: 'x'.repeat(201) },
    ],
    refused: () => [
      { input: { current: 'not this one', password: 'the one after that one' }, code: 'invalid' },
      { input: { current: OLD_PASSWORD, password: OLD_PASSWORD }, code: 'invalid' },
    ],
    actor: SELF,
    arrange: self,
  },
  'user.begin_two_factor': { valid: () => ({}), invalid: () => [], actor: SELF, arrange: self },
  'user.confirm_two_factor': {
    valid: () => ({ code: code() }),
    invalid: () => [{}, { code: '' }, { code: 123456 }],
    refused: () => [{ input: { code: 'abcdef' }, code: 'invalid' }],
    actor: SELF,
    arrange: async () => {
      await self();
      await withFactor(SELF.id, false);
    },
  },
  'user.end_two_factor': {
    valid: () => ({}),
    invalid: () => [],
    actor: SELF,
    arrange: async () => {
      await self();
      await withFactor(SELF.id, true);
    },
  },
  'user.renew_backup_codes': {
    valid: () => ({}),
    invalid: () => [],
    actor: SELF,
    arrange: async () => {
      await self();
      await withFactor(SELF.id, true);
    },
  },
  'user.clear_two_factor': {
    valid: (s) => ({ id: `u-${s}` }),
    invalid: () => [{}, { id: '' }],
    refused: (s) => [
      { input: { id: 'nobody' }, code: 'not_found' },
      { input: { id: `d-${s}` }, code: 'precondition' },
    ],
    arrange: (s) => withFactor(`u-${s}`, true),
  },
  'user.unlock': {
    valid: (s) => ({ id: `u-${s}` }),
    invalid: () => [{}, { email: 'no address' }],
    refused: (s) => [{ input: { id: `d-${s}` }, code: 'precondition' }],
    arrange: async (s) => {
      await getPool().query('INSERT INTO sign_in_failure (key, failures, since) VALUES ($1, 11, $2)', [
        personKey(`u-${s}@example.org`),
        T0,
      ]);
    },
  },
  'invitation.create': {
    valid: (s) => ({ email: `guest-${s}@example.org`, role: 'analyst' }),
    invalid: (s) => [
      {},
      { email: `guest-${s}@example.org`, role: 'owner' },
      { email: `guest-${s}@example.org`, role: 'viewer', days: 31 },
    ],
    refused: (s) => [{ input: { email: `u-${s}@example.org`, role: 'viewer' }, code: 'precondition' }],
  },
  'invitation.revoke': {
    valid: (s) => ({ id: `inv-${s}` }),
    invalid: () => [{}, { id: '' }],
    refused: () => [{ input: { id: 'nothing' }, code: 'not_found' }],
    arrange: invite,
  },
  'invitation.accept': {
    valid: (s) => ({ token: TOKEN + s, name: 'Guest', password: 'a password of my own' }),
    invalid: (s) => [
      {},
      { token: TOKEN + s, name: '' },
      { token: 'short', name: 'Guest', password: 'a password of my own' },
      { token: TOKEN + s, name: 'Guest', password: 'short' },
    ],
    refused: () => [{ input: { token: `${TOKEN} not`, name: 'Guest' }, code: 'not_found' }],
    arrange: invite,
  },
};

async function invite(s: string): Promise<void> {
  const { id } = await createInvitation(
    { email: `guest-${s}@example.org`, role: 'viewer' },
    { actor: SYSTEM },
  );
  await getPool().query('UPDATE invitation SET id = $2, token_hash = $3 WHERE id = $1', [
    id,
    `inv-${s}`,
    hashToken(TOKEN + s),
  ]);
}
