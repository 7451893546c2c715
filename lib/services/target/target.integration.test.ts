import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { unseal } from '@/lib/enforce/seal';
import { person, SYSTEM } from '@/lib/services/fixture';
import { addTarget } from './add';
import { changeTarget } from './change';
import { listTargets } from './list';
import { pauseTarget } from './pause';
import { removeTarget } from './remove';
import { SEEDED_ID, seedTargetFromEnv } from './seed-from-env';

let db: TestDatabase;
beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  db = await createTestDatabase();
});
afterAll(() => db?.drop());
beforeEach(() => getPool().query('DELETE FROM target'));

const actor = person('admin');
const hook = { kind: 'webhook', name: 'Gateway', url: 'https://hooks.example.org/' } as const;
const kept = async (id: string) =>
  (await getPool().query<{ secret: string }>('SELECT secret FROM target WHERE id = $1', [id])).rows[0]
    ?.secret ?? '';

describe('the secret of a target', () => {
  test('is made when none is given, shown once, and nowhere after', async () => {
    const { id, secret = '' } = await addTarget(hook, { actor });
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(unseal(await kept(id), id)).toBe(secret);
    expect(await kept(id)).not.toContain(secret);
    const shown = JSON.stringify([
      await listTargets({}, { actor }),
      (await getPool().query("SELECT * FROM audit_entry WHERE entity = 'target'")).rows.map(String),
      (await getPool().query('SELECT after, before FROM audit_entry')).rows,
    ]);
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain(await kept(id));
  });

  test('that is given is not told again, stands when it is not changed, and is gone with the target', async () => {
    const secret = 'a secret of the receiver';
    const { id, ...added } = await addTarget({ ...hook, secret }, { actor });
    expect(added).not.toHaveProperty('secret');
    await changeTarget({ id, version: 1, name: 'Gateway', url: 'https://hooks.example.org/new' }, { actor });
    expect(unseal(await kept(id), id)).toBe(secret);
    await changeTarget(
      { id, version: 2, name: 'Gateway', url: hook.url, secret: 'another secret of it' },
      { actor },
    );
    expect(unseal(await kept(id), id)).toBe('another secret of it');
    await removeTarget({ id, version: 3 }, { actor });
    expect(await kept(id)).toBe('');
    // Its name is free again.
    await addTarget(hook, { actor });
  });
});

describe('the webhook of the environment', () => {
  const env = {
    RETORT_WEBHOOK_URL: 'https://hooks.example.org/',
    RETORT_WEBHOOK_SECRET: 'a secret of the receiver',
  };
  const seed = (more: object = {}) => seedTargetFromEnv({ ...env, ...more } as unknown as NodeJS.ProcessEnv);

  test('is added, changed and resumed, but not when it stands already or was taken away', async () => {
    expect(await seedTargetFromEnv({} as NodeJS.ProcessEnv)).toBe(false);
    expect(await seed()).toBe(true);
    expect(await seed()).toBe(false);
    expect(await seed({ RETORT_WEBHOOK_SECRET: 'another secret of the receiver' })).toBe(true);
    expect(unseal(await kept(SEEDED_ID), SEEDED_ID)).toBe('another secret of the receiver');
    await pauseTarget({ id: SEEDED_ID, version: 2 }, { actor: SYSTEM });
    expect(await seed()).toBe(true);
    expect((await listTargets({}, { actor })).items[0]).toMatchObject({
      paused_at: null,
      url: env.RETORT_WEBHOOK_URL,
    });
    await removeTarget({ id: SEEDED_ID, version: 5 }, { actor });
    expect(await seed()).toBe(false);
  });

  test.each([
    [{ RETORT_WEBHOOK_SECRET: undefined }, /together/],
    [{ RETORT_WEBHOOK_URL: 'https://169.254.169.254/' }, /not an address/],
    [{ RETORT_WEBHOOK_SECRET: 'short' }, /16 characters/],
  ])('is refused with %j', async (more, sentence) => {
    await expect(seed(more)).rejects.toThrow(sentence);
  });
});
