import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { person, SYSTEM } from '@/lib/services/fixture';
import { acceptInvitation } from './accept';
import { createInvitation } from './create';
import { listInvitations } from './list';
import { lookAtInvitation } from './look';
import { revokeInvitation } from './revoke';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const admin = { actor: person('admin', 'Ada Min') };
const link = { actor: SYSTEM };
let serial = 0;
const invite = () => createInvitation({ email: `guest${++serial}@example.org`, role: 'lead' }, admin);
const accepting = (token: string) => ({ token, name: 'Gia', password: 'a password of my own' });
const gone = { code: 'not_found', message: expect.stringContaining('used, taken back or has expired') };

describe('an invitation', () => {
  test('says who invited whom, and makes that person with that role, whatever else is sent', async () => {
    const { token, email } = await invite();
    expect(await lookAtInvitation({ token }, link)).toMatchObject({
      email,
      role: 'lead',
      invited_by: 'Ada Min',
    });
    const made = { ...accepting(token), role: 'admin', email: 'other@example.org' };
    expect(await acceptInvitation(made, link)).toMatchObject({ email, role: 'lead', name: 'Gia' });
  });

  test('works once, also for many at once', async () => {
    const { token } = await invite();
    const answers = await Promise.allSettled([1, 2, 3].map(() => acceptInvitation(accepting(token), link)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject(gone);
    }
    await expect(lookAtInvitation({ token }, link)).rejects.toMatchObject(gone);
  });

  test('ends when it expires, when it is taken back, and when another is made for the address', async () => {
    const late = { ...link, now: () => new Date(Date.now() + 7 * 86_400_000) };
    const expired = await invite();
    await expect(acceptInvitation(accepting(expired.token), late)).rejects.toMatchObject(gone);
    const back = await invite();
    await revokeInvitation({ id: back.id }, admin);
    await expect(acceptInvitation(accepting(back.token), link)).rejects.toMatchObject(gone);
    const first = await invite();
    const second = await createInvitation({ email: first.email.toUpperCase(), role: 'viewer' }, admin);
    await expect(acceptInvitation(accepting(first.token), link)).rejects.toMatchObject(gone);
    expect(await acceptInvitation(accepting(second.token), link)).toMatchObject({ role: 'viewer' });
  });

  test('is kept without its token, and listed while nobody has used it', async () => {
    const { token, email } = await invite();
    const { rows } = await getPool().query('SELECT string_agg(i::text, $1) AS all FROM invitation i', ['\n']);
    expect(rows[0].all).not.toContain(token);
    const audited = await getPool().query('SELECT string_agg(a::text, $1) AS all FROM audit_entry a', ['\n']);
    expect(audited.rows[0].all).not.toContain(token);
    const listed = async () => (await listInvitations({ limit: 100 }, admin)).items.map((item) => item.email);
    expect(await listed()).toContain(email);
    await acceptInvitation(accepting(token), link);
    expect(await listed()).not.toContain(email);
  });
});
