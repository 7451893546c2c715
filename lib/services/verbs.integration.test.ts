import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPool, getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { type Actor, may, ROLES, SCOPES } from '@/lib/model/access';
import { insertAccount, insertCampaign, insertUserRow, key, person, stateDigest } from './fixture';
import type { Query, Verb } from './verb';
import { VERB_CASES } from './verb-cases';

let db: TestDatabase;
beforeAll(async () => {
  process.env.RETORT_AUTH_SECRET = 'a secret that only this test knows, long enough';
  db = await createTestDatabase();
  const queue = createPool(db.url, { types: pg.types, max: 1 });
  await runMigrations({ pgPool: queue });
  await queue.end();
});
afterAll(() => db.drop());

/** Everything that lib/services exports and that was made by defineVerb or defineQuery. */
const modules = import.meta.glob<Record<string, unknown>>(['./**/*.ts', '!./**/*.{test,thread}.ts'], {
  eager: true,
});
const made = Object.entries(modules).flatMap(([file, exports]) =>
  Object.values(exports)
    .filter((value): value is Verb | Query => typeof value === 'function' && 'definition' in value)
    .map((value) => ({ file, value, name: value.definition.name })),
);
const verbs = made.filter(({ value, name }) => value.changes && name in VERB_CASES);
const queries = made.filter(({ value }) => !value.changes);

const ACTORS: Actor[] = [
  ...ROLES.map((role) => person(role, `A ${role}`)),
  ...SCOPES.map((scope) => key(scope)),
];

/** Counts the transactions that `work` begins, and how they end. */
async function transactions(
  work: () => Promise<unknown>,
): Promise<{ begun: number; committed: number; error: unknown }> {
  const original = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  let begun = 0;
  let committed = 0;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    if (args[0] === 'BEGIN') begun++;
    if (args[0] === 'COMMIT') committed++;
    return original.apply(this, args);
  } as typeof pg.Client.prototype.query;
  try {
    await work();
    return { begun, committed, error: null };
  } catch (error) {
    return { begun, committed, error };
  } finally {
    pg.Client.prototype.query = original as typeof pg.Client.prototype.query;
  }
}

const auditCount = async () =>
  (await getPool().query('SELECT count(*)::int4 AS n FROM audit_entry')).rows[0].n as number;

let serial = 0;
let scene: { id: string };
beforeEach(async () => {
  scene = { id: `s${++serial}` };
  await insertCampaign({ id: scene.id, accounts: [`a-${scene.id}`] });
  await insertAccount(`b-${scene.id}`, 'banned');
  await insertUserRow(`u-${scene.id}`);
  await insertUserRow(`d-${scene.id}`, 'analyst', true);
});

describe('everything that changes state', () => {
  test('has a case here', () => {
    const names = made.filter(({ value }) => value.changes).map(({ name }) => name);
    expect([...names].sort()).toEqual(Object.keys(VERB_CASES).sort());
    expect(new Set(names).size).toBe(names.length);
  });

  test('says the right it needs and lies where its name says', () => {
    for (const { file, name } of made) expect(file, name).toMatch(new RegExp(`^\\./${name.split('.')[0]}/`));
  });
});

describe.each(verbs.map(({ name, value }) => [name, value as Verb] as const))('%s', (name, verb) => {
  const verbCase = VERB_CASES[name];
  if (!verbCase) throw new Error(`no case for ${name}`);
  const { right } = verb.definition;

  test('is open to whom the table of rights says, in one transaction with an audit entry', async () => {
    await verbCase.arrange?.(scene.id);
    const before = await auditCount();
    const actor = verbCase.actor ?? { kind: 'system', name: 'Retort' };
    const done = await transactions(() => verb(verbCase.valid(scene.id), { actor }));
    expect(done).toEqual({ begun: 1, committed: 1, error: null });
    expect(await auditCount()).toBeGreaterThan(before);
  });

  const closed = ACTORS.filter((actor) => !may(actor, right));
  test.runIf(closed.length > 0)('is closed to everybody else, and then nothing changes', async () => {
    await verbCase.arrange?.(scene.id);
    const before = await stateDigest();
    for (const actor of closed) {
      const done = await transactions(() => verb(verbCase.valid(scene.id), { actor }));
      expect(done, actor.name).toMatchObject({
        begun: 0,
        committed: 0,
        error: { code: 'forbidden', facts: { right } },
      });
    }
    expect(await stateDigest()).toBe(before);
  });

  if (verb.definition.fresh) {
    test('asks whoever signed in long ago to confirm that it is them', async () => {
      await verbCase.arrange?.(scene.id);
      const before = await stateDigest();
      const who = verbCase.actor ?? person('admin');
      if (who.kind !== 'person') throw new Error('only people sign in');
      for (const session of [undefined, { id: 'old', method: 'password', fresh: false } as const]) {
        const done = await transactions(() => verb(verbCase.valid(scene.id), { actor: { ...who, session } }));
        expect(done).toMatchObject({ begun: 0, error: { code: 'stale_sign_in', facts: { minutes: 15 } } });
      }
      expect(await stateDigest()).toBe(before);
    });
  }

  test('refuses input it was not made for, and then nothing changes', async () => {
    await verbCase.arrange?.(scene.id);
    const before = await stateDigest();
    for (const invalid of [null, 7, 'x', [], ...verbCase.invalid(scene.id)]) {
      const done = await transactions(() => verb(invalid, { actor: { kind: 'system', name: 'Retort' } }));
      expect(done, JSON.stringify(invalid)).toMatchObject({
        begun: 0,
        committed: 0,
        error: { code: 'invalid' },
      });
    }
    expect(await stateDigest()).toBe(before);
  });

  if (verbCase.refused) {
    test('leaves nothing behind when it is refused on the way', async () => {
      await verbCase.arrange?.(scene.id);
      const before = await stateDigest();
      for (const { input, code } of verbCase.refused?.(scene.id) ?? []) {
        const done = await transactions(() =>
          verb(input, { actor: verbCase.actor ?? { kind: 'system', name: 'Retort' } }),
        );
        expect(done, JSON.stringify(input)).toMatchObject({ begun: 1, committed: 0, error: { code } });
      }
      expect(await stateDigest()).toBe(before);
    });
  }
});

describe.each(queries.map(({ name, value }) => [name, value as Query] as const))('reading %s', (_, query) => {
  test('is closed to whoever lacks the right', async () => {
    const { right } = query.definition;
    for (const actor of ACTORS.filter((each) => !may(each, right))) {
      await expect(query({}, { actor })).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  test('changes nothing', async () => {
    const before = await stateDigest();
    await query({ id: scene.id }, { actor: { kind: 'system', name: 'Retort' } }).catch(() => {});
    expect(await stateDigest()).toBe(before);
  });
});
